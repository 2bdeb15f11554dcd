import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Decided } from '@jalons/event-log';
import { addDays, civilDateOf, dateAt, isDomainError } from '@jalons/kernel';
import { testId } from '../../../test/support/given.js';
import { decider } from '../../../test/support/parcours.js';
import { commandOf, OPEN, wishes, type Wish } from '../../../test/support/parcours-commands.js';
import { wrongWith, type Told } from '../../../test/support/parcours-oracle.js';
import type { ParcoursCommand } from './parcours.commands.js';
import type { ParcoursEntries } from './parcours.decider.js';
import { parcoursEvents, type ParcoursEvent } from './parcours.events.js';
import { parcoursViolations } from './parcours.life.js';
import { gapsOf } from './state/gaps.js';
import { parcoursStateOf } from './state/parcours.state.js';
import { phaseOn } from './state/phase.js';

const NOW = Date.parse('2026-03-01T10:00:00Z');
// Some 15 000 commands are decided here: seconds when the machine is quiet.
jest.setTimeout(120_000);

const CONTEXT = { now: NOW, zone: 'Europe/Paris' };

/** A history as the commands leave it, with what was accepted and refused on the way. */
class Storyteller {
  entries: ParcoursEntries = [];
  accepted = 0;
  refused = 0;

  tell(command: ParcoursCommand): void {
    try {
      this.append(decider.decide(command, this.entries, CONTEXT));
      this.accepted += 1;
    } catch (error) {
      if (!isDomainError(error)) throw error;
      this.refused += 1;
    }
  }

  wish(wish: Wish): void {
    this.tell(commandOf(wish, this.known, this.mend));
  }

  private append(events: readonly Decided<ParcoursEvent>[]): void {
    for (const event of events) {
      const revision = this.entries.length;
      const stored = {
        ...event,
        eventId: testId(9000 + revision),
        revision,
        recordedAt: NOW + revision,
        erased: false,
      };
      this.entries = decider.evolve(this.entries, stored as unknown as ParcoursEntries[number]);
    }
  }

  private readonly known = (type: ParcoursEvent['type'], pick: number) => {
    const found = this.entries.filter((entry) => entry.type === type);
    return found.length === 0 ? testId(1) : found.at(-1 - (pick % found.length))!.eventId;
  };

  /** A void of any entry, or a correction of its day, never of the opening's person. */
  private readonly mend = ({ name, pick, offset }: Wish): ParcoursCommand => {
    const entry = this.entries[Math.abs(pick * 7 + offset) % this.entries.length]!;
    const { eventId, type, data } = entry;
    if (name === 'VoidEntry' || type === 'EntryVoided') return { type: 'VoidEntry', eventId, why: 'erreur' };
    const occurredOn = addDays(entry.occurredOn, (offset % 9) - 4);
    const replacement = { type, data, occurredOn } as Extract<ParcoursCommand, { type: 'CorrectEntry' }>['replacement'];
    return { type: 'CorrectEntry', eventId, why: 'date fausse', replacement };
  };
}

function told(entries: ParcoursEntries): readonly Told[] {
  return entries.map((entry) => ({
    ...(entry as unknown as Told),
    recordedOn: dateAt(entry.recordedAt, CONTEXT.zone),
  }));
}

function historyOf(all: readonly Wish[]): Storyteller {
  const story = new Storyteller();
  story.tell(OPEN);
  for (const wish of all) story.wish(wish);
  return story;
}

describe('whatever is asked of a parcours', () => {
  it('what was accepted breaks no invariant, by its own rules and by an oracle written apart', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const { entries } = historyOf(all);
        expect(parcoursViolations(entries)).toEqual([]);
        expect(wrongWith(told(entries))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('the random commands tell of every thread, and are often refused', () => {
    const stories = fc.sample(wishes, { numRuns: 300, seed: 7 }).map(historyOf);
    const accepted = stories.reduce((sum, story) => sum + story.accepted, 0);
    const refused = stories.reduce((sum, story) => sum + story.refused, 0);
    expect(accepted / (accepted + refused)).toBeGreaterThan(0.2);
    expect(refused / (accepted + refused)).toBeGreaterThan(0.2);
    const types = new Set(stories.flatMap(({ entries }) => entries.map(({ type }) => type)));
    expect(parcoursEvents.filter(({ type }) => !types.has(type as ParcoursEvent['type']))).toEqual([]);
  });

  it('any part of what was recorded can be judged and folded: imports know of it piece by piece', () => {
    fc.assert(
      fc.property(wishes, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (all, kept) => {
        const part = historyOf(all).entries.filter((_, index) => kept[index % kept.length]);
        expect(() => [parcoursViolations(part), parcoursStateOf(part)]).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });
});

describe('the gaps of any history', () => {
  it('are the days that nobody owned, counted one by one', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const plain = all.filter(({ name }) => !['VoidEntry', 'CorrectEntry', 'ReopenParcours'].includes(name));
        const { entries } = historyOf(plain);
        const today = civilDateOf('2026-03-01');
        const exit = entries.find(({ type }) => type === 'ParcoursExited')?.occurredOn ?? addDays(today, 1);
        const ownerless: string[] = [];
        for (let day = civilDateOf('2026-01-01'); day < exit && day <= today; day = addDays(day, 1)) {
          if (isOwnerless(entries.filter(({ occurredOn }) => occurredOn <= day))) ownerless.push(day);
        }
        const counted = gapsOf(entries, today).flatMap(({ from, days }) =>
          Array.from({ length: days }, (_, index) => addDays(from, index)),
        );
        expect(counted).toEqual(ownerless);
        expect(phaseOn(entries, exit) === null || exit > today).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

/** Whether nobody owned the parcours on the last day of a history without mistakes. */
function isOwnerless(entries: ParcoursEntries): boolean {
  const named = (type: RegExp, field: string) =>
    new Set(entries.filter((one) => type.test(one.type)).map(({ data }) => (data as Record<string, unknown>)[field]));
  const released = named(/^ReferentReleased$/, 'assignment');
  const settled = named(/^Orientation(Started|Declined|Withdrawn|Lapsed)$/, 'orientation');
  const accepted = named(/^OrientationAccepted$/, 'orientation');
  const hasReferent = entries.some(({ type, eventId }) => type === 'ReferentAssigned' && !released.has(eventId));
  const isBetween = entries.some(
    (one) =>
      one.type === 'OrientationProposed' &&
      one.data.transfersReferent &&
      accepted.has(one.eventId) &&
      !settled.has(one.eventId),
  );
  return !hasReferent || isBetween;
}
