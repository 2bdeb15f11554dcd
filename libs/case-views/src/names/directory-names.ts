import type { ScopedDatabase } from '@jalons/database';
import type { CivilDate, Uuid } from '@jalons/kernel';

/** A professional or a structure by its id, with the name that the reader may know. */
export interface Named {
  readonly id: Uuid;
  readonly name: string;
}

/** A structure that has no id either where it may not be named. */
export interface MaybeNamed {
  readonly id: Uuid | null;
  readonly name: string;
}

/** The projections whose rows name professionals and structures, for `@ReadsFrom`. */
export const NAMED_IN = ['professionals', 'structures'] as const;

/** $1 professionals, $2 structures, $3 day. Policies keep the names of structures of a sensitive kind from outsiders. */
const NAMES = `
  SELECT known.professional AS id, known.given_name || ' ' || known.family_name AS name
    FROM read.professionals known WHERE known.professional = ANY ($1::uuid[])
  UNION ALL
  SELECT called.structure, called.name
    FROM read.structure_names called
   WHERE called.structure = ANY ($2::uuid[]) AND called.held_from <= $3::date
     AND (called.held_until IS NULL OR $3::date < called.held_until)`;

/** The names of a page, read together; one that may not be known, or is not there yet, has a word in its place. */
export class DirectoryNames {
  private constructor(private readonly names: ReadonlyMap<Uuid, string>) {}

  static async read(
    database: ScopedDatabase,
    token: string,
    ids: { readonly professionals: Iterable<Uuid>; readonly structures: Iterable<Uuid>; readonly on: CivilDate },
  ): Promise<DirectoryNames> {
    const values = [[...new Set(ids.professionals)], [...new Set(ids.structures)], ids.on];
    const { rows } = await database.query<{ id: Uuid; name: string }>(token, NAMES, values, {
      name: 'names_1',
      onePlan: true,
    });
    return new DirectoryNames(new Map(rows.map(({ id, name }) => [id, name])));
  }

  professional(id: Uuid): Named {
    return { id, name: this.names.get(id) ?? 'Professionnel' };
  }

  /** False for one whose name the reader may not know. */
  knowsStructure(id: Uuid): boolean {
    return this.names.has(id);
  }

  structure(id: Uuid): Named {
    return { id, name: this.names.get(id) ?? 'Autre structure' };
  }

  /** Of one whose name the reader may not know, not the id either: what else is known by it would tell the name. */
  structureIfNamed(id: Uuid): MaybeNamed {
    return { ...this.structure(id), id: this.knowsStructure(id) ? id : null };
  }
}
