import { createHash } from 'node:crypto';
import type { Projection } from '../projection.js';

/** A digest of a projection's tables, policies and grants: the same version with another one is a fault of the program. */
export function definitionOf({ tables }: Projection): string {
  const parts = tables.map(({ name, ddl, primaryKey }) => [name, ddl('t'), primaryKey]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

const NAME = /^[a-z][a-z0-9_-]{0,47}$/;
const TABLE = /^[a-z][a-z0-9_]{0,47}$/;

/** Throws on projections that cannot live beside each other: a fault of the program, found at its start. */
export function assertProjections(projections: readonly Projection[]): void {
  const names = new Set<string>();
  const tables = new Set<string>();
  for (const projection of projections) {
    if (!NAME.test(projection.name)) throw new Error(`${projection.name} is no name for a projection`);
    if (names.has(projection.name)) throw new Error(`two projections are called ${projection.name}`);
    if (!Number.isInteger(projection.version) || projection.version < 1) {
      throw new Error(`projection ${projection.name}: its version is not an integer from 1 up`);
    }
    if (projection.tables.length === 0) throw new Error(`projection ${projection.name} has no table`);
    names.add(projection.name);
    for (const { name, primaryKey } of projection.tables) {
      if (!TABLE.test(name)) throw new Error(`projection ${projection.name}: ${name} is no name for a table`);
      if (tables.has(name)) throw new Error(`two projections write to table ${name}`);
      if (primaryKey.length === 0) throw new Error(`projection ${projection.name}: ${name} has no primary key`);
      tables.add(name);
    }
  }
}
