import { endOfDay, type CivilDate, type Instant } from '@jalons/kernel';
import { knownAtOf, type DomainEvent } from '../codec/event.js';
import { isVoid } from './entry-voided.js';
import type { LifeEvent } from './life-event.js';
import { gainedViolations, type ViolationsOf } from './violations.js';

/** What was known of a stream at `instant`: the only filter of every as-of question (domain.md § 2). */
export function asOf<T extends { readonly knownAt?: Instant; readonly recordedAt: Instant }>(
  events: readonly T[],
  instant: Instant,
): readonly T[] {
  return events.filter((event) => knownAtOf(event) <= instant);
}

/**
 * When an imported event would nominally be known: the last millisecond, in the territory's zone, of the later of the
 * day the source knew it and the day it happened. An undo gives the `knownOn` and `occurredOn` of what it undoes.
 */
export function nominalKnownAt(
  { knownOn, occurredOn }: { readonly knownOn?: CivilDate; readonly occurredOn: CivilDate },
  zone: string,
): Instant {
  return endOfDay(knownOn !== undefined && knownOn > occurredOn ? knownOn : occurredOn, zone);
}

/**
 * The `knownAt` of imported events appended together (a step, or a void and its replacement, which share one): the
 * first instant from `nominal` on since which every as-of state of the stream, with them, keeps the invariants; never
 * before the knowledge of an entry that they void. Undefined where there is none before `now`: `recordedAt` counts.
 *
 * As-of states only change when something becomes known, so the state right at each such instant tells all.
 */
export function sharedKnownAt<E extends DomainEvent>(
  before: readonly LifeEvent<E>[],
  appended: readonly LifeEvent<E>[],
  { nominal, now }: { readonly nominal: Instant; readonly now: Instant },
  violationsOf: ViolationsOf<E>,
): Instant | undefined {
  const earliest = Math.max(nominal, knowledgeOfVoided(before, appended));
  const changes = before.map(knownAtOf).filter((instant) => instant > earliest);
  const instants = [...new Set([earliest, ...changes])].sort((a, b) => b - a);

  let since: Instant | undefined;
  for (const instant of instants) {
    const known = asOf(before, instant);
    const after = violationsOf([...known, ...appended]);
    // Nearly always none, and then what was there before does not matter.
    if (after.length > 0 && gainedViolations(violationsOf(known), after).length > 0) break;
    since = instant;
  }
  return since !== undefined && since < now ? since : undefined;
}

function knowledgeOfVoided<E extends DomainEvent>(
  before: readonly LifeEvent<E>[],
  appended: readonly LifeEvent<E>[],
): Instant {
  const voided = new Set(appended.flatMap((event) => (isVoid(event) ? [event.data.eventId] : [])));
  return before
    .filter(({ eventId }) => voided.has(eventId))
    .reduce((latest, event) => Math.max(latest, knownAtOf(event)), Number.NEGATIVE_INFINITY);
}
