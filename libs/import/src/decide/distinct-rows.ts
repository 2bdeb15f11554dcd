import type { CivilDate, Uuid } from '@jalons/kernel';
import { grouped } from './grouped.js';
import { inside, outside, type RowOutcome } from './outcomes.js';
import type { DecideContext } from './decide-context.js';
import type { RowOrigin } from '../rows/mapped-row.js';

interface Keyed extends RowOrigin {
  readonly row: Uuid;
  readonly knownOn?: CivilDate;
  readonly updatedOn?: CivilDate;
}

/**
 * One row for each key: the same row again adds nothing; of two states of one row the later counts, by the day the
 * source gives; where nothing tells which is later, none does.
 */
export function distinctRows<Row extends Keyed>(
  rows: readonly Row[],
  contentOf: (row: Row) => Uuid,
  context: DecideContext,
): { readonly rows: readonly Row[]; readonly outcomes: readonly RowOutcome[] } {
  const groups = grouped(rows, ({ row }) => row);
  const outcomes: RowOutcome[] = [];
  const kept = [...groups.values()].flatMap((group): readonly Row[] => {
    const [first] = group;
    if (group.length === 1) return [first!];
    const states = [...grouped(group, contentOf).values()].map((same) => ({ rows: same, day: latestDay(same) }));
    const ordered = states.toSorted((a, b) => (a.day < b.day ? 1 : Number(a.day > b.day) * -1));
    const [latest, second] = ordered;
    if (second !== undefined && second.day === latest!.day) {
      for (const row of group) outcomes.push(outside(row, 'key-repeated', context.fateOf(row.record, 'key-repeated')));
      return [];
    }
    for (const row of latest!.rows.slice(1)) outcomes.push(inside(row, 'unchanged', []));
    for (const { rows: earlier } of ordered.slice(1)) {
      for (const row of earlier) outcomes.push(inside(row, 'superseded', []));
    }
    return [latest!.rows[0]!];
  });
  return { rows: kept, outcomes };
}

function latestDay(rows: readonly Keyed[]): string {
  return rows.reduce((latest, { updatedOn, knownOn }) => {
    const day = updatedOn ?? knownOn ?? '';
    return day > latest ? day : latest;
  }, '');
}
