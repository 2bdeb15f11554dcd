import { isUuid, type Uuid } from '@jalons/kernel';
import { foldedTitle } from '../read/table-columns.js';
import type { RowIds } from '../rows/row-ids.js';
import { CellFault } from './cell-fault.js';

/** A structure that a row names; without a name, one of this product. */
export interface StructureOfRow {
  readonly id: Uuid;
  readonly name?: string;
}

/** Which structures the rows of an import may name, and act for. */
export interface StructureNames {
  /** A structure that a row names. @throws CellFault */
  named(key: readonly string[], column: string): StructureOfRow;
  /** The one for which a row was recorded. @throws CellFault */
  actingFor(key: readonly string[], column: string): StructureOfRow;
  /** Whether rows may describe structures, which registers those that the product does not know. */
  readonly mayDescribe: boolean;
}

/** Any: an id of this product stands for itself; any other key is the source's own, and its last part a name. */
export function anyStructure(ids: RowIds): StructureNames {
  const named = (key: readonly string[]): StructureOfRow => {
    const [first] = key;
    if (key.length === 1 && isUuid(first!)) return { id: first! };
    return { id: ids.aggregate('structure', key), name: key.at(-1)! };
  };
  return { named, actingFor: named, mayDescribe: true };
}

/** A structure whose own file is imported (domain.md § 5), and what the product calls it and the others. */
export interface OwnStructure {
  readonly id: Uuid;
  /** Ids of structures of the product by any name they have or had; a name that several have names none. */
  readonly called: readonly { readonly id: Uuid; readonly name: string }[];
}

/** Those that the product knows, by id or by name; rows are of one of them alone, and register none. */
export function structuresKnownTo({ id: own, called }: OwnStructure): StructureNames {
  const byName = new Map<string, Uuid | null>();
  for (const { id, name } of called) {
    const known = byName.get(foldedTitle(name));
    byName.set(foldedTitle(name), known === undefined || known === id ? id : null);
  }
  const known = new Set([own, ...called.map(({ id }) => id)]);
  const named = (key: readonly string[], column: string): StructureOfRow => {
    const text = key.at(-1)!;
    const id = isUuid(text) ? text : byName.get(foldedTitle(text));
    if (id === undefined || id === null || !known.has(id)) throw new CellFault('structure-unknown', column);
    return { id };
  };
  return {
    named,
    actingFor(key, column) {
      const structure = named(key, column);
      if (structure.id !== own) throw new CellFault('structure-not-yours', column);
      return structure;
    },
    mayDescribe: false,
  };
}
