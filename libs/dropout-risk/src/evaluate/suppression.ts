import { addDays, type CivilDate } from '@jalons/kernel';
import type { RiskFacts } from '../facts/risk-facts.js';
import { later } from '../facts/fact.js';
import type { Cell, RuleSet, SuppressionRow } from '../rule-set/rule-set.js';
import type { ReviewTime } from '../time/review-time.js';
import type { Mute } from './flag.js';
import type { PhaseNow } from './phase-now.js';

/** What a suppression table is read against. */
export interface Standing {
  readonly facts: RiskFacts;
  readonly time: ReviewTime;
  readonly phase: PhaseNow;
}

/** Whether the row takes the flag away. */
export function isEnded(row: SuppressionRow, { facts, phase }: Standing): boolean {
  if (facts.exit !== null) return row.exit.effect === 'end';
  return (
    (row.waitingStart.effect === 'end' && phase.current.phase === 'waiting-start') ||
    (row.pause.effect === 'end' && phase.current.phase === 'pause') ||
    (row.noContactWanted.effect === 'end' && unwanted(facts) !== null)
  );
}

/** The first day on which the rule may speak: what goes on after a phase puts its due date off. */
export function dueUnder(dueOn: CivilDate, row: SuppressionRow, { phase: { previous, current } }: Standing): CivilDate {
  const cell = previous === null ? undefined : cellOf(row, previous.phase);
  return cell?.thenDays === undefined ? dueOn : later(dueOn, addDays(current.from, cell.thenDays));
}

/** What mutes the flag; null where nothing does. A mute of several reasons names the first that holds. */
export function muteOf(
  row: SuppressionRow,
  dueOn: CivilDate,
  standing: Standing,
  { appointment }: Pick<RuleSet, 'appointment'>,
): Mute | null {
  return (
    byWish(row, standing) ??
    byPhase(row, standing) ??
    afterPhase(row, standing) ??
    byAppointment(row, dueOn, standing, appointment)
  );
}

function byWish({ noContactWanted }: SuppressionRow, { facts }: Standing): Mute | null {
  const evidence = noContactWanted.effect === 'mute' ? unwanted(facts) : null;
  return evidence === null ? null : { by: 'no-contact-wanted', until: null, evidence };
}

/** She objected to contact, or said at the last one that she wants none. */
function unwanted({ person, noContactWanted }: RiskFacts): string | null {
  return person.contactObjection ?? noContactWanted?.eventId ?? null;
}

function byPhase(row: SuppressionRow, { time, phase: { current, nextFrom } }: Standing): Mute | null {
  const cell = cellOf(row, current.phase);
  if (cell?.effect !== 'mute') return null;
  const longest = cell.atMostDays === undefined ? null : addDays(current.from, cell.atMostDays);
  if (longest !== null && time.begun(longest)) return null;
  const until = nextFrom === null ? longest : cell.thenDays === undefined ? nextFrom : addDays(nextFrom, cell.thenDays);
  return { by: current.phase as Mute['by'], until, evidence: null };
}

function afterPhase(row: SuppressionRow, { time, phase: { previous, current } }: Standing): Mute | null {
  const cell = previous === null ? undefined : cellOf(row, previous.phase);
  if (cell?.effect !== 'mute' || cell.thenDays === undefined) return null;
  const until = addDays(current.from, cell.thenDays);
  return time.begun(until) ? null : { by: previous!.phase as Mute['by'], until, evidence: null };
}

function byAppointment(
  row: SuppressionRow,
  dueOn: CivilDate,
  { facts, time }: Standing,
  { withinDays, graceWorkingDays }: RuleSet['appointment'],
): Mute | null {
  if (row.appointment.effect !== 'mute') return null;
  const latest = addDays(dueOn, withinDays);
  for (const { plannedOn, eventId } of facts.appointments) {
    const until = facts.calendar.after(plannedOn, graceWorkingDays);
    if (plannedOn <= latest && !time.begun(until)) return { by: 'appointment', until, evidence: eventId };
  }
  return null;
}

function cellOf(row: SuppressionRow, phase: string): Cell | undefined {
  if (phase === 'pause') return row.pause;
  return phase === 'waiting-start' ? row.waitingStart : undefined;
}
