import { canonicalJson } from '@jalons/event-log';
import { derivedId, type Uuid } from '@jalons/kernel';

/**
 * Ids of what a source says, by HMAC under the secret of the installation (domain.md § 3 « Ids »): the same source and
 * natural key give the same aggregate and the same row in every import; no dictionary of numbers finds them again.
 */
export class RowIds {
  private readonly latest = new Map<string, { readonly key: string; readonly id: Uuid }>();

  constructor(
    private readonly idSecret: Uint8Array,
    private readonly source: string,
  ) {}

  /** A person, a parcours or a structure. */
  aggregate(kind: 'beneficiary' | 'parcours' | 'structure', key: readonly string[]): Uuid {
    // Rows of one parcours mostly follow each other in a file.
    const asked = JSON.stringify(key);
    const latest = this.latest.get(kind);
    if (latest?.key === asked) return latest.id;
    const id = derivedId(this.idSecret, 'import aggregate', this.source, kind, ...key);
    this.latest.set(kind, { key: asked, id });
    return id;
  }

  /** A step, by its key among those of its space. */
  row(space: string, key: readonly string[]): Uuid {
    return derivedId(this.idSecret, 'import row', this.source, 'step', space, ...key);
  }

  /** The registration of a person, whichever row or parcours names her first. */
  registration(person: Uuid): Uuid {
    return derivedId(this.idSecret, 'import row', this.source, 'registration', person);
  }

  /** An identifier of a person in another system. */
  identifier(person: Uuid, system: string): Uuid {
    return derivedId(this.idSecret, 'import row', this.source, 'identifier', person, system);
  }

  /** That somebody may be another person whom the product knows. */
  suspicion(person: Uuid, other: Uuid): Uuid {
    return derivedId(this.idSecret, 'import row', this.source, 'suspicion', person, other);
  }

  /** An answer to a criterion. */
  criterion(person: Uuid, criterion: string): Uuid {
    return derivedId(this.idSecret, 'import row', this.source, 'criterion', person, criterion);
  }

  /** The registration of a structure, and its seat. */
  structure(structure: Uuid, part: 'registration' | 'seat'): Uuid {
    return derivedId(this.idSecret, 'import row', this.source, 'structure', part, structure);
  }

  /** What a row says, whatever the form of its file: equal contents change nothing. */
  content(type: string, mapped: unknown): Uuid {
    return derivedId(this.idSecret, 'import content', type, canonicalJson(mapped));
  }

  /**
   * The event of a row: row, type, canonical mapped data (by their content) and generation, the number of earlier voids
   * of that row.
   */
  event(row: Uuid, content: Uuid, generation: number): Uuid {
    return derivedId(this.idSecret, 'import event', row, content, String(generation));
  }

  /** The void of an entry by an import; `earlier` is how many voids that entry has had. */
  void(entry: Uuid, earlier: number): Uuid {
    return derivedId(this.idSecret, 'import void', entry, String(earlier));
  }

  /** The nth event that keeps the slot of a parcours in its person's stream. */
  slot(parcours: Uuid, ordinal: number): Uuid {
    return derivedId(this.idSecret, 'import slot', parcours, String(ordinal));
  }

  /** The barrier that a row identifies. */
  barrier(row: Uuid): Uuid {
    return derivedId(this.idSecret, 'import barrier', row);
  }
}
