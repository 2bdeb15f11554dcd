import { DomainError, type CivilDate, type Uuid } from '@jalons/kernel';
import type { MappedStep, MappedStructure, RowOrigin } from '../rows/mapped-row.js';

/** More structures than any territory has: a column taken for another. */
const MAX_STRUCTURES = 20_000;

/** A structure as a row names it; without a name, one of this product. */
export interface NamedStructure {
  readonly id: Uuid;
  readonly name?: string;
  readonly kind?: string;
}

/** A structure that rows speak of. */
export interface SeenStructure {
  readonly id: Uuid;
  /** What rows call it; absent for one of this product, named by its id. */
  name?: string;
  kind?: string;
  /** The first day on which something happened there. */
  firstOn?: CivilDate;
  /** The first row that names it; absent for the one of rows that name none. */
  at?: RowOrigin;
  /** The row that describes it. */
  row?: MappedStructure;
  /** Said by another row that describes it otherwise, or again. */
  readonly again: MappedStructure[];
}

/** The structures that an import meets while it reads. */
export class StructuresSeen {
  private readonly seen = new Map<Uuid, SeenStructure>();

  all(): readonly SeenStructure[] {
    return [...this.seen.values()];
  }

  describe(row: MappedStructure): void {
    const known = this.of(row.structure);
    if (known.row !== undefined) {
      known.again.push(row);
      return;
    }
    Object.assign(known, { row, name: row.name, kind: row.kind });
  }

  /** Notes the structures that a row names, and where its step happened: `fallback` where it does not say. */
  meet(step: MappedStep, named: readonly NamedStructure[], fallback: NamedStructure): void {
    for (const structure of named)
      this.name(structure, step).at ??= { table: step.table, line: step.line, record: step.record };
    if (step.structure === undefined && step.type === 'ParcoursOpened') this.name(fallback, step);
  }

  private name({ id, name, kind }: NamedStructure, { occurredOn }: MappedStep): SeenStructure {
    const known = this.of(id);
    if (known.name === undefined && name !== undefined)
      Object.assign(known, { name, ...(kind !== undefined && { kind }) });
    if (known.firstOn === undefined || occurredOn < known.firstOn) known.firstOn = occurredOn;
    return known;
  }

  private of(id: Uuid): SeenStructure {
    if (this.seen.size > MAX_STRUCTURES) throw tooMany();
    const known = this.seen.get(id) ?? { id, again: [] };
    this.seen.set(id, known);
    return known;
  }
}

function tooMany(): DomainError {
  const message = 'Ces fichiers nomment trop de structures : la colonne choisie n’est sans doute pas la bonne.';
  return new DomainError('invalid', 'too-many-structures', message);
}
