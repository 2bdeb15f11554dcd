import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql, Row } from '@jalons/projections';
import type { Alias } from './aliases.js';
import type { ParcoursFact } from './parcours-facts.js';

/** Rows of one table, before and after a batch. */
interface Change {
  readonly table: string;
  /** Columns that name a row, with their types; the one that partitions it among them, so that a delete finds it. */
  readonly key: Readonly<Record<string, 'uuid' | 'bigint' | 'date'>>;
  readonly before: readonly Row[];
  readonly after: readonly Row[];
}

/** Writes what the facts of some parcours have become: rows that stay as they were are not touched. */
export async function writeFacts(
  sql: ProjectionSql,
  before: ReadonlyMap<Uuid, readonly ParcoursFact[]>,
  after: ReadonlyMap<Uuid, readonly ParcoursFact[]>,
): Promise<void> {
  await write(sql, {
    table: 'entry_facts',
    key: { event_id: 'uuid', known_from: 'bigint', known_to: 'bigint' },
    before: entryRows(before),
    after: entryRows(after),
  });
  await write(sql, {
    table: 'exit_facts',
    key: { event_id: 'uuid', known_from: 'bigint', exited_on: 'date' },
    before: exitRows(before),
    after: exitRows(after),
  });
}

export async function writeAliases(
  sql: ProjectionSql,
  before: readonly Alias[],
  after: readonly Alias[],
): Promise<void> {
  await write(sql, {
    table: 'person_aliases',
    key: { beneficiary: 'uuid', known_from: 'bigint' },
    before: before.map(aliasRow),
    after: after.map(aliasRow),
  });
}

async function write(sql: ProjectionSql, { table, key, before, after }: Change): Promise<void> {
  const [was, becomes] = [before, after].map((rows) => new Map(rows.map((row) => [JSON.stringify(row), row])));
  const gone = [...was!].filter(([text]) => !becomes!.has(text)).map(([, row]) => row);
  const fresh = [...becomes!].filter(([text]) => !was!.has(text)).map(([, row]) => row);
  if (gone.length > 0) {
    const columns = Object.keys(key);
    await sql.query(
      `DELETE FROM ${sql.table(table)} fact
        USING unnest(${columns.map((column, index) => `$${index + 1}::${key[column]}[]`).join()}) gone (${columns.join()})
        WHERE ${columns.map((column) => `fact.${column} = gone.${column}`).join(' AND ')}`,
      columns.map((column) => gone.map((row) => row[column])),
    );
  }
  await sql.append(table, fresh);
}

function entryRows(facts: ReadonlyMap<Uuid, readonly ParcoursFact[]>): readonly Row[] {
  return [...facts].flatMap(([parcours, own]) =>
    own.filter(({ exit }) => exit === null).map((fact) => sharedColumns(parcours, fact)),
  );
}

function exitRows(facts: ReadonlyMap<Uuid, readonly ParcoursFact[]>): readonly Row[] {
  return [...facts].flatMap(([parcours, own]) =>
    own.flatMap((fact) => {
      if (fact.exit === null) return [];
      const { on, reason, contract, contractEnd, months } = fact.exit;
      const outcome = { exited_on: on, reason, contract, contract_end: contractEnd, contract_months: months };
      return [{ ...sharedColumns(parcours, fact), ...outcome }];
    }),
  );
}

function sharedColumns(parcours: Uuid, fact: ParcoursFact): Row {
  const { eventId, knownFrom, knownTo, beneficiary, territory, enteredOn } = fact;
  return {
    ...{ event_id: eventId, known_from: knownFrom, known_to: knownTo },
    ...{ parcours, beneficiary, territory, entered_on: enteredOn },
  };
}

function aliasRow({ beneficiary, person, knownFrom, knownTo }: Alias): Row {
  return { beneficiary, known_from: knownFrom, known_to: knownTo, person };
}
