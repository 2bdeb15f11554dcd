import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql, Row } from '@jalons/projections';
import type { Alias } from './aliases.js';
import type { PlacedFact } from './placed-facts.js';

/** Rows that a batch takes out of one table, and those that it adds. */
interface Change {
  readonly table: string;
  /** Columns that name a row, with their types; the one that partitions it among them, so that a delete finds it. */
  readonly key: Readonly<Record<string, 'uuid' | 'bigint' | 'date'>>;
  readonly gone: readonly Row[];
  readonly fresh: readonly Row[];
}

/** What the facts of one parcours were, and have become. */
export interface Told {
  readonly parcours: Uuid;
  readonly before: readonly PlacedFact[];
  readonly after: readonly PlacedFact[];
}

/** Writes what the facts of some parcours have become: rows that stay as they were are not touched. */
export async function writeFacts(sql: ProjectionSql, told: readonly Told[]): Promise<void> {
  const gone = told.flatMap(({ parcours, before, after }) => rowsOf(parcours, without(before, after)));
  const fresh = told.flatMap(({ parcours, before, after }) => rowsOf(parcours, without(after, before)));
  await write(sql, {
    table: 'entry_facts',
    key: { event_id: 'uuid', known_from: 'bigint', known_to: 'bigint' },
    gone: gone.filter((row) => !isExit(row)),
    fresh: fresh.filter((row) => !isExit(row)),
  });
  await write(sql, {
    table: 'exit_facts',
    key: { event_id: 'uuid', known_from: 'bigint', exited_on: 'date' },
    gone: gone.filter(isExit),
    fresh: fresh.filter(isExit),
  });
}

export async function writeAliases(
  sql: ProjectionSql,
  before: readonly Alias[],
  after: readonly Alias[],
): Promise<void> {
  const textOf = (alias: Alias) => Object.values(alias).join();
  const [was, becomes] = [new Set(before.map(textOf)), new Set(after.map(textOf))];
  await write(sql, {
    table: 'person_aliases',
    key: { beneficiary: 'uuid', known_from: 'bigint' },
    gone: before.filter((alias) => !becomes.has(textOf(alias))).map(aliasRow),
    fresh: after.filter((alias) => !was.has(textOf(alias))).map(aliasRow),
  });
}

async function write(sql: ProjectionSql, { table, key, gone, fresh }: Change): Promise<void> {
  if (gone.length > 0) {
    const columns = Object.keys(key);
    const lists = columns.map((column, index) => `$${index + 1}::${key[column]}[]`);
    await sql.query(
      `DELETE FROM ${sql.table(table)} fact USING unnest(${lists.join()}) gone (${columns.join()})
        WHERE ${columns.map((column) => `fact.${column} = gone.${column}`).join(' AND ')}`,
      columns.map((column) => gone.map((row) => row[column])),
    );
  }
  await sql.append(table, fresh);
}

/** Facts of one parcours that are not among others of the same one. There are few of them. */
function without(facts: readonly PlacedFact[], others: readonly PlacedFact[]): readonly PlacedFact[] {
  return others.length === 0 ? facts : facts.filter((fact) => !others.some((other) => isSame(fact, other)));
}

/** An event never changes, so that its exit need not be compared. */
function isSame(one: PlacedFact, other: PlacedFact): boolean {
  return (
    one.eventId === other.eventId &&
    one.knownFrom === other.knownFrom &&
    one.knownTo === other.knownTo &&
    one.enteredOn === other.enteredOn &&
    one.outlastedFrom === other.outlastedFrom &&
    one.outlastsUntil === other.outlastsUntil &&
    one.territory === other.territory &&
    one.beneficiary === other.beneficiary
  );
}

function isExit(row: Row): boolean {
  return 'exited_on' in row;
}

function rowsOf(parcours: Uuid, facts: readonly PlacedFact[]): readonly Row[] {
  return facts.map((fact) => (fact.exit === null ? entryRow(parcours, fact) : exitRow(parcours, fact, fact.exit)));
}

function entryRow(parcours: Uuid, fact: PlacedFact): Row {
  return {
    event_id: fact.eventId,
    known_from: fact.knownFrom,
    known_to: fact.knownTo,
    parcours,
    beneficiary: fact.beneficiary,
    territory: fact.territory,
    entered_on: fact.enteredOn,
    outlasted_from: fact.outlastedFrom,
    outlasts_until: fact.outlastsUntil,
  };
}

function exitRow(parcours: Uuid, fact: PlacedFact, exit: NonNullable<PlacedFact['exit']>): Row {
  return {
    ...entryRow(parcours, fact),
    exited_on: exit.on,
    reason: exit.reason,
    contract: exit.contract,
    contract_end: exit.contractEnd,
    contract_months: exit.months,
  };
}

function aliasRow({ beneficiary, person, knownFrom, knownTo }: Alias): Row {
  return { beneficiary, known_from: knownFrom, known_to: knownTo, person };
}
