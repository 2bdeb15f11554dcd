import {
  addDays,
  addMonths,
  civilDateOf,
  dateAt,
  daysBetween,
  endOfDay,
  quarterOf,
  type CivilDate,
  type Instant,
  type Uuid,
} from '@jalons/kernel';
import { ZONE } from './history.js';
import { standing, type AnyEvent, type Parcours, type Question } from './oracle-events.js';

/** A parcours of an erased person as its two residues let it be counted: written from security.md § 3 alone. */
export interface ErasedParcours {
  /** First day of the quarter of the entry. */
  readonly entry: CivilDate;
  /** The end of the quarter in which the entry was known. */
  readonly entryKnown: Instant;
  /** Last day of the quarter of the exit, or of the erasure. */
  readonly end: CivilDate;
  readonly endKnown: Instant;
  /** Null where the erasure alone ended it. */
  readonly exit: Parcours['exit'];
  readonly days: number;
}

/** Parcours of erased people, as all that was ever said of them leaves them; they are erased as the log ends. */
export function erasedParcours(events: readonly AnyEvent[], territory: Uuid): readonly ErasedParcours[] {
  const streams = [...new Set(events.map(({ stream }) => stream))].filter((name) => name.startsWith('parcours-'));
  const today = dateAt(ERASED_AT, ZONE);
  return streams.flatMap((name) => {
    const own = events.filter(({ stream }) => stream === name);
    const first = (id: unknown): unknown => {
      const corrects = own.find(({ eventId }) => eventId === id)?.corrects;
      return corrects === undefined ? id : first(corrects);
    };
    // Knowledge is the later of the two: the day it was first said, and the day it happened.
    const known = (entry: AnyEvent) => {
      const chain = own.filter(({ type, eventId }) => type === entry.type && first(eventId) === first(entry.eventId));
      const said = Math.min(...chain.map(({ knownAt, recordedAt }) => Math.min(knownAt ?? recordedAt, recordedAt)));
      return endOfQuarterAt(Math.max(said, endOfDay(entry.occurredOn, ZONE)));
    };
    const stands = standing(own);
    const opening = stands.find(({ type }) => type === 'ParcoursOpened');
    if (opening === undefined || opening.territory !== territory) return [];
    const reopened = stands.filter(({ type }) => type === 'ParcoursReopened').map(({ data }) => first(data.exit));
    const exit = stands.find(({ type, eventId }) => type === 'ParcoursExited' && !reopened.includes(first(eventId)));
    const entryKnown = known(opening);
    const lastDay = exit?.occurredOn ?? today;
    return [
      {
        ...{ entry: addMonths(addDays(lastOf(opening.occurredOn), 1), -3), entryKnown, end: lastOf(lastDay) },
        endKnown: Math.max(entryKnown, exit === undefined ? endOfDay(lastOf(today), ZONE) : known(exit)),
        exit: exit === undefined ? null : ({ id: exit.eventId, on: exit.occurredOn, ...exit.data } as Parcours['exit']),
        days: daysBetween(opening.occurredOn, lastDay),
      },
    ];
  });
}

/** Whose event each of a log is: a person's own, or of a parcours that she entered. */
export function subjectsOf(log: readonly AnyEvent[]): (event: AnyEvent) => unknown {
  const entered = new Map(
    log.flatMap(({ type, stream, data }) => (type === 'ParcoursOpened' ? [[stream, data.beneficiaryId] as const] : [])),
  );
  return ({ stream }) => entered.get(stream) ?? stream.slice(stream.indexOf('-') + 1);
}

/** After anything that a random history records. */
export const ERASED_AT: Instant = Date.parse('2031-05-20T10:00:00Z');

export function cutsAnyQuarter({ from, to, asOf }: Question): boolean {
  const whole = addDays(from, -1) === lastOf(addDays(from, -1)) && to === lastOf(to);
  return !whole || asOf !== endOfQuarterAt(asOf);
}

function endOfQuarterAt(instant: Instant): Instant {
  return endOfDay(lastOf(dateAt(instant, ZONE)), ZONE);
}

function lastOf(day: CivilDate): CivilDate {
  const [year, quarter] = quarterOf(day).split('-Q') as [string, string];
  return civilDateOf(`${year}-${['03-31', '06-30', '09-30', '12-31'][Number(quarter) - 1]!}`);
}
