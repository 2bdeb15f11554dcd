import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf, type CivilDate, type Uuid } from '@jalons/kernel';
import fc from 'fast-check';
import type { DomainEvent } from '../codec/event.js';
import type { EntryVoided } from './entry-voided.js';
import { voidedIds } from './entry-voided.js';
import type { LifeEvent } from './life-event.js';
import { lifeOf, type LifeRules } from './order-of-life.js';

type Toy =
  | DomainEvent<'Opened', object>
  | DomainEvent<'Stepped', object>
  | DomainEvent<'Slotted', object>
  | DomainEvent<'Left', object>
  | DomainEvent<'CameBack', { exit: Uuid }>
  | EntryVoided;

const RULES: LifeRules<Toy> = {
  openings: new Set(['Opened'] as const),
  exits: new Set(['Left'] as const),
  byPosition: new Set(['Slotted'] as const),
  reopens: (event) => (event.type === 'CameBack' ? event.data.exit : undefined),
};

const DAY = civilDateOf('2026-03-01');

interface Plan {
  readonly type: 'Opened' | 'Stepped' | 'Slotted' | 'Left' | 'CameBack' | 'EntryVoided' | 'correct';
  readonly day: number;
  /** Index of the earlier event that it names. */
  readonly target: number;
}

const anyPlan: fc.Arbitrary<Plan> = fc.record({
  type: fc.constantFrom('Opened', 'Stepped', 'Slotted', 'Left', 'CameBack', 'EntryVoided', 'correct'),
  day: fc.nat({ max: 4 }),
  target: fc.nat({ max: 30 }),
});

const anyHistory = fc.array(anyPlan, { minLength: 1, maxLength: 14 }).map(historyOf);

function historyOf(plans: readonly Plan[]): LifeEvent<Toy>[] {
  const events: LifeEvent<Toy>[] = [];
  const push = (type: string, day: CivilDate, data: object, corrects?: Uuid) =>
    events.push({
      type,
      data,
      eventId: `e${events.length}`,
      revision: events.length,
      recordedAt: events.length,
      occurredOn: day,
      ...(corrects === undefined ? {} : { corrects }),
    } as LifeEvent<Toy>);
  for (const { type, day, target } of plans) {
    const named = events[target % Math.max(events.length, 1)];
    const on = addDays(DAY, day);
    if (type === 'EntryVoided' && named) push(type, on, { eventId: named.eventId, why: 'x' });
    else if (type === 'CameBack' && named) push(type, on, { exit: named.eventId });
    else if (type === 'correct' && named && named.type !== 'EntryVoided') {
      push('EntryVoided', on, { eventId: named.eventId, why: 'x' });
      push(named.type, on, named.data, named.eventId);
    } else if (type !== 'EntryVoided' && type !== 'CameBack' && type !== 'correct') push(type, on, {});
  }
  return events;
}

/** Oracle: in force iff no void in force names it, said as it is written, without any order of evaluation. */
function standsFor(events: readonly LifeEvent<Toy>[], id: Uuid): boolean {
  return !events.some(
    (e) => e.type === 'EntryVoided' && e.data.eventId === id && e.eventId !== id && standsFor(events, e.eventId),
  );
}

function firstOf(events: readonly LifeEvent<Toy>[], event: LifeEvent<Toy>): LifeEvent<Toy> {
  const before = events.find(({ eventId }) => eventId === event.corrects);
  return before ? firstOf(events, before) : event;
}

describe('the order of life', () => {
  it('leaves out what a void in force names, voids of voids included', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const voided = voidedIds(events);
        for (const { eventId } of events) expect(voided.has(eventId)).toBe(!standsFor(events, eventId));
      }),
    );
  });

  it('sorts by day, then opening, rest, exit, then the first of the chain of corrections', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const { steps } = lifeOf(events, RULES);
        for (const [index, later] of steps.entries()) {
          const earlier = steps[index - 1];
          if (!earlier || earlier.occurredOn < later.occurredOn) continue;
          expect(earlier.occurredOn).toBe(later.occurredOn);
          const ranks = ['Opened', 'Stepped', 'Left'];
          const [a, b] = [ranks.indexOf(earlier.type), ranks.indexOf(later.type)];
          expect(a).toBeLessThanOrEqual(b);
          if (a === b) expect(firstOf(events, earlier).revision).toBeLessThanOrEqual(firstOf(events, later).revision);
        }
      }),
    );
  });

  it('holds exactly the unvoided steps, less the exits that a reopening in force names', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const stands = events.filter(({ eventId }) => standsFor(events, eventId));
        const reopened = new Set(
          stands.flatMap((e) => {
            const named = e.type === 'CameBack' ? events.find(({ eventId }) => eventId === e.data.exit) : undefined;
            return named ? [firstOf(events, named).eventId] : [];
          }),
        );
        const expected = stands.filter(
          (e) =>
            !['EntryVoided', 'CameBack', 'Slotted'].includes(e.type) &&
            !(e.type === 'Left' && reopened.has(firstOf(events, e).eventId)),
        );
        const life = lifeOf(events, RULES);
        expect(new Set(life.steps)).toEqual(new Set(expected));
        expect(life.steps.length).toBe(expected.length);
        expect(life.positional).toEqual(stands.filter(({ type }) => type === 'Slotted'));
      }),
    );
  });

  it('does not depend on the order in which the stream is handed over', () => {
    fc.assert(
      fc.property(
        anyHistory.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          expect(lifeOf(shuffled, RULES).steps).toEqual(lifeOf(events, RULES).steps);
        },
      ),
    );
  });

  it('never lets a time of day order anything', () => {
    const at = (time: string) => ({ at: { time, zone: 'Europe/Paris' } });
    const entry = (revision: number, time: string): LifeEvent<Toy> => ({
      type: 'Stepped',
      data: {},
      eventId: `e${revision}`,
      revision,
      recordedAt: revision,
      occurredOn: DAY,
      ...at(time),
    });
    const late = entry(0, '18:00');
    const early = entry(1, '08:00');
    expect(lifeOf([late, early], RULES).steps).toEqual([late, early]);
  });

  it('keeps the place of an entry under its corrections, and passes what names it to the last', () => {
    const events = historyOf([
      { type: 'Stepped', day: 1, target: 0 },
      { type: 'Stepped', day: 1, target: 0 },
      { type: 'correct', day: 1, target: 0 },
    ]);
    const life = lifeOf(events, RULES);
    expect(life.steps.map(({ eventId }) => eventId)).toEqual(['e3', 'e1']);
    expect(life.entryOf('e0')?.eventId).toBe('e3');
    expect(life.rootOf('e3')).toBe('e0');
  });
});
