import type { Life, LifeEvent } from '@jalons/event-log';
import { addDays, daysBetween, type CivilDate } from '@jalons/kernel';
import { orientationsOf } from '../orientation/orientation-threads.js';
import type { ParcoursEvent } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';
import { assignmentsOf } from '../participation/participants.js';

/** Days in a row on which nobody owned the parcours. */
export interface Gap {
  readonly from: CivilDate;
  /** Last day, included. */
  readonly to: CivilDate;
  readonly days: number;
}

/** Days on [from, to). */
interface Days {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * The gaps of a parcours from its opening to the eve of its exit, or to `today`: any day with no active referent, or
 * between the acceptance of an orientation and its start when the referent transfers (domain.md § 3). The day of the
 * start has an owner again. Accepted and lost before it started, an orientation left the person between the two
 * structures until it was: those days count too.
 */
export function gapsOf(events: readonly LifeEvent<ParcoursEvent>[], today: CivilDate): readonly Gap[] {
  const life = parcoursLife(events);
  const opening = life.steps.find(({ type }) => type === 'ParcoursOpened');
  if (opening === undefined) return [];
  const exit = life.steps.find(({ type }) => type === 'ParcoursExited');
  const end = earliest(exit?.occurredOn, addDays(today, 1));
  const within: Days = { from: opening.occurredOn, to: end };
  const ownerless = [...withoutReferent(life, within), ...handovers(life, within)];
  return merged(ownerless.map((days) => clipped(days, within)).filter(({ from, to }) => from < to)).map(
    ({ from, to }) => ({ from, to: addDays(to, -1), days: daysBetween(from, to) }),
  );
}

function withoutReferent(life: Life<ParcoursEvent>, { from, to }: Days): readonly Days[] {
  const found: Days[] = [];
  let covered = from;
  for (const held of assignmentsOf(life)) {
    if (held.from > covered) found.push({ from: covered, to: held.from });
    const until = held.to ?? to;
    if (until > covered) covered = until;
  }
  return [...found, { from: covered, to }];
}

function handovers(life: Life<ParcoursEvent>, { to: end }: Days): readonly Days[] {
  return orientationsOf(life).flatMap(({ proposal, accepted, started, lost }) =>
    accepted === undefined || !proposal.data.transfersReferent
      ? []
      : [{ from: accepted.occurredOn, to: (started ?? lost)?.occurredOn ?? end }],
  );
}

/** Overlapping or adjoining days as one. */
function merged(days: readonly Days[]): readonly Days[] {
  const found: Days[] = [];
  for (const next of days.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))) {
    const last = found.at(-1);
    if (last === undefined || next.from > last.to) found.push(next);
    else found[found.length - 1] = { from: last.from, to: next.to > last.to ? next.to : last.to };
  }
  return found;
}

function clipped({ from, to }: Days, within: Days): Days {
  return { from: from > within.from ? from : within.from, to: earliest(to, within.to) };
}

function earliest(a: CivilDate | undefined, b: CivilDate): CivilDate {
  return a !== undefined && a < b ? a : b;
}
