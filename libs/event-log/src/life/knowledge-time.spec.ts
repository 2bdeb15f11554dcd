import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf, type Instant } from '@jalons/kernel';
import fc from 'fast-check';
import type { DomainEvent } from '../codec/event.js';
import type { EntryVoided } from './entry-voided.js';
import { unvoided } from './entry-voided.js';
import { asOf, nominalKnownAt, sharedKnownAt } from './knowledge-time.js';
import type { LifeEvent } from './life-event.js';
import type { Violation } from './violations.js';

/** Adds or takes a thing; an account that goes below zero, or above two, on any day breaks the invariant. */
type Account = DomainEvent<'Added', object> | DomainEvent<'Taken', object> | EntryVoided;

const DAY = civilDateOf('2026-01-01');
const NOW = 100;

function violationsOf(events: readonly LifeEvent<Account>[]): readonly Violation[] {
  let sum = 0;
  const steps = unvoided(events)
    .filter(({ type }) => type !== 'EntryVoided')
    .toSorted((a, b) => a.occurredOn.localeCompare(b.occurredOn) || a.revision - b.revision);
  return steps.flatMap(({ type, eventId }) => {
    sum += type === 'Added' ? 1 : -1;
    return sum < 0 || sum > 2 ? [{ code: 'out-of-bounds', message: '', entries: [eventId] }] : [];
  });
}

const anyAccount = fc
  .array(
    fc.record({
      type: fc.constantFrom('Added', 'Taken', 'EntryVoided'),
      day: fc.nat({ max: 5 }),
      recordedAt: fc.nat({ max: NOW - 1 }),
      early: fc.option(fc.nat({ max: NOW }), { nil: undefined }),
      target: fc.nat(),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((plans) => {
    const recorded = plans.map(({ recordedAt }) => recordedAt).toSorted((a, b) => a - b);
    return plans.map(({ type, day, early, target }, revision) => {
      const voids = type === 'EntryVoided' && revision > 0;
      return {
        type: voids ? type : type === 'Taken' ? 'Taken' : 'Added',
        data: voids ? { eventId: `e${target % revision}`, why: 'x' } : {},
        eventId: `e${revision}`,
        revision,
        recordedAt: recorded[revision],
        occurredOn: addDays(DAY, day),
        ...(early === undefined ? {} : { knownAt: early }),
      } as LifeEvent<Account>;
    });
  });

function key(violations: readonly Violation[]): ReadonlySet<string> {
  return new Set(violations.map(({ entries }) => entries.join()));
}

/** Oracle: tries every single instant, straight from the sentence of the specification. */
function firstLastingInstant(
  stream: readonly LifeEvent<Account>[],
  appended: readonly LifeEvent<Account>[],
  from: Instant,
): Instant | undefined {
  const holds = (instant: Instant) => {
    const known = stream.filter((e) => (e.knownAt ?? Infinity) <= instant || e.recordedAt <= instant);
    const before = key(violationsOf(known));
    return [...key(violationsOf([...known, ...appended]))].every((violation) => before.has(violation));
  };
  for (let since = from; since < NOW; since += 1) {
    let lasting = true;
    for (let instant = since; instant <= NOW; instant += 1) lasting &&= holds(instant);
    if (lasting) return since;
  }
  return undefined;
}

describe('knowledge time', () => {
  it('is the first instant since which every as-of state keeps the invariants', () => {
    let found = 0;
    let moved = 0;
    fc.assert(
      fc.property(
        anyAccount,
        fc.nat({ max: NOW - 1 }),
        fc.nat({ max: 5 }),
        fc.boolean(),
        (stream, nominal, day, takes) => {
          const revision = stream.length;
          const step = {
            type: takes ? 'Taken' : 'Added',
            data: {},
            eventId: `e${revision}`,
            revision,
            recordedAt: NOW,
            occurredOn: addDays(DAY, day),
          } as LifeEvent<Account>;
          const knownAt = sharedKnownAt(stream, [step], { nominal, now: NOW }, violationsOf);
          expect(knownAt).toBe(firstLastingInstant(stream, [step], nominal));
          if (knownAt !== undefined) found += 1;
          if (knownAt !== undefined && knownAt > nominal) moved += 1;
        },
      ),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(20);
    expect(moved).toBeGreaterThan(5);
  });

  it('is shared by a void and its replacement, never before that of the voided entry', () => {
    fc.assert(
      fc.property(anyAccount, fc.nat({ max: NOW - 1 }), fc.nat(), (stream, nominal, target) => {
        const voided = stream[target % stream.length]!;
        const revision = stream.length;
        const appended = [
          { type: 'EntryVoided', data: { eventId: voided.eventId, why: 'x' } },
          { type: 'Added', data: {}, corrects: voided.eventId },
        ].map(
          (event, ordinal) =>
            ({
              ...event,
              eventId: `e${revision + ordinal}`,
              revision: revision + ordinal,
              recordedAt: NOW,
              occurredOn: voided.occurredOn,
            }) as LifeEvent<Account>,
        );
        const floor = Math.max(nominal, Math.min(voided.knownAt ?? Infinity, voided.recordedAt));
        expect(sharedKnownAt(stream, appended, { nominal, now: NOW }, violationsOf)).toBe(
          firstLastingInstant(stream, appended, floor),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('nominally is the last millisecond of the later of the two days, in the territory’s zone', () => {
    const on = civilDateOf;
    const paris = (text: string) => Date.parse(text);
    expect(nominalKnownAt({ occurredOn: on('2026-03-29') }, 'Europe/Paris')).toBe(paris('2026-03-29T21:59:59.999Z'));
    expect(nominalKnownAt({ occurredOn: on('2026-10-25') }, 'Europe/Paris')).toBe(paris('2026-10-25T22:59:59.999Z'));
    expect(nominalKnownAt({ occurredOn: on('2025-12-30'), knownOn: on('2025-12-31') }, 'Europe/Paris')).toBe(
      paris('2025-12-31T22:59:59.999Z'),
    );
    expect(nominalKnownAt({ occurredOn: on('2026-01-02'), knownOn: on('2026-01-01') }, 'Indian/Reunion')).toBe(
      paris('2026-01-02T19:59:59.999Z'),
    );
  });

  it('as-of keeps what is known by then, by the earlier of the two times, the instant included', () => {
    const events = [
      { id: 'a', recordedAt: 10 },
      { id: 'b', recordedAt: 20, knownAt: 5 },
      { id: 'c', recordedAt: 7, knownAt: 30 },
    ];
    expect(asOf(events, 5).map(({ id }) => id)).toEqual(['b']);
    expect(asOf(events, 9).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(asOf(events, 10).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(asOf(events, 4)).toEqual([]);
  });
});
