import { describe, expect, it, jest } from '@jest/globals';
import {
  assembleFacts,
  latestOf,
  LEVELS,
  NOTHING_ASKED,
  OUTCOMES,
  readParcours,
  type AlertCommand,
  type AlertEvent,
  type RiskFacts,
  type Surroundings,
} from '@jalons/dropout-risk';
import type { StoredEvent } from '@jalons/event-log';
import { addDays, dateAt, type Instant } from '@jalons/kernel';
import type { ParcoursEntry } from '@jalons/parcours';
import fc from 'fast-check';
import { AlertLife } from './alert-life.js';
import { FIRST_INSTANT, LAST_DAY, randomColleagues, randomParcours, randomRules } from './random.js';
import { calendar, DEFAULT_RULES, midnights, PARCOURS } from './story.js';

const DAY_MS = 86_400_000;

/** Somebody does something with the open alert, on some day. */
const doings = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 500 }),
    what: fc.constantFrom('see', 'take', 'snooze', 'close', 'close', 'close'),
    pick: fc.nat(100),
  }),
  { maxLength: 80, size: 'max' },
);
type Doing = { readonly day: number; readonly what: string; readonly pick: number };

function commandOf({ what, pick }: Doing, n: number, t: Instant): AlertCommand {
  switch (what) {
    case 'see':
      return { type: 'SeeAlert', n };
    case 'take':
      return { type: 'TakeAlertInCharge', n };
    case 'snooze':
      return { type: 'SnoozeAlert', n, until: addDays(dateAt(t, 'Europe/Paris'), 1 + (pick % 40)) };
    default:
      return { type: 'CloseAlert', n, outcome: OUTCOMES[pick % OUTCOMES.length]! };
  }
}

/** A life told step by step: what becomes known, what people do, and reviews at the instants that `isDue` wants. */
function told(
  entries: readonly ParcoursEntry[],
  professionals: Surroundings['professionals'],
  rules: typeof DEFAULT_RULES,
  done: readonly Doing[],
  every: 'day' | 'due',
  watch: (life: AlertLife, t: Instant) => void = () => undefined,
): AlertLife {
  const life = new AlertLife(rules);
  const acts = new Map(done.map((doing) => [FIRST_INSTANT + doing.day * DAY_MS + doing.pick * 1_000, doing]));
  const dates: Instant[] = [];
  for (let date = dateAt(FIRST_INSTANT, midnights.zone); date < LAST_DAY; date = addDays(date, 1))
    dates.push(midnights.of(date));
  const changes = new Set(entries.map(({ recordedAt }) => recordedAt));
  let facts: RiskFacts | null = null;
  for (const t of [...new Set([...dates, ...changes, ...acts.keys()])].toSorted((a, b) => a - b)) {
    if (changes.has(t)) {
      const known = entries.filter(({ recordedAt }) => recordedAt <= t);
      const own = readParcours(known);
      facts =
        own === null
          ? null
          : assembleFacts(own, {
              ...{ parcours: PARCOURS, person: NOTHING_ASKED, professionals, contactsElsewhere: [] },
              ...{ calendar, midnights, latest: latestOf(known) },
            });
    }
    const doing = acts.get(t);
    const acted = doing !== undefined && life.act(commandOf(doing, life.state.open?.n ?? 0, t), t);
    const due = life.dueAt !== null && life.dueAt <= t;
    if (changes.has(t) || acted || due || every === 'day') {
      life.review(facts, t);
      watch(life, t);
    }
  }
  return life;
}

/** When each cause was last seen to begin holding, unmuted: what a closing must not reach over. */
class Holding {
  private since = new Map<string, Instant>();

  at(life: AlertLife, t: Instant): ReadonlyMap<string, Instant> {
    const active = (life.evaluation?.flags ?? []).filter(({ mutedBy }) => mutedBy === null);
    const names = active.map(({ instance, anchor }) => `${instance} ${anchor}`);
    this.since = new Map(names.map((name) => [name, this.since.get(name) ?? t]));
    return this.since;
  }
}

/** No alert is lost, doubled or flapping, whatever happens and whoever does what (risk.md § 3). */
export function noAlertLost(runs: number, timeoutMs: number): void {
  jest.setTimeout(timeoutMs);
  const rules = fc.oneof(fc.constant(DEFAULT_RULES), randomRules);

  describe('alerts', () => {
    it('whoever is at risk has an open alert, or every cause of it was closed while it held', () => {
      const seen = { raised: 0, again: 0, closed: 0, resolved: 0, moved: 0, suspended: 0 };
      fc.assert(
        fc.property(randomParcours, randomColleagues, rules, doings, (parcours, colleagues, set, done) => {
          const holding = new Holding();
          const life = told(parcours.entries, colleagues, set, done, 'due', (current, t) => {
            const since = holding.at(current, t);
            const { evaluation, state } = current;
            if (evaluation === null || LEVELS.indexOf(evaluation.level) < LEVELS.indexOf('at-risk')) return;
            const held = new Set(state.open?.causes.map(({ instance, anchor }) => `${instance} ${anchor}`));
            for (const flag of evaluation.flags.filter(({ mutedBy }) => mutedBy === null)) {
              const name = `${flag.instance} ${flag.anchor}`;
              if (held.has(name)) continue;
              const silence = state.silenced.find(({ instance, anchor }) => `${instance} ${anchor}` === name);
              expect(silence).toBeDefined();
              expect(midnights.of(silence!.until)).toBeGreaterThan(t);
              expect(silence!.closedAt).toBeGreaterThanOrEqual(since.get(name)!);
              expect(flag.evidenceAt).toBeLessThanOrEqual(silence!.closedAt);
            }
          });
          checkStream(life.events);
          for (const { type, data } of life.events) {
            if (type === 'AlertRaised') seen.raised += 1;
            if (type === 'AlertClosed') seen.closed += 1;
            if (type === 'AlertResolved') seen.resolved += 1;
            if (type === 'AlertLevelChanged' && data.suspended) seen.suspended += 1;
            if (type === 'AlertCauseAdded' && data.replaces !== undefined) seen.moved += 1;
            if (type === 'AlertCauseAdded' && data.cause.occurrence > 1) seen.again += 1;
          }
        }),
        { numRuns: runs },
      );
      for (const [what, count] of Object.entries(seen)) expect([what, count > 0]).toEqual([what, true]);
    });

    it('reviewing when due appends what reviewing every day appends', () => {
      fc.assert(
        fc.property(randomParcours, randomColleagues, rules, doings, (parcours, colleagues, set, done) => {
          const [lazy, daily] = (['due', 'day'] as const).map((every) =>
            told(parcours.entries, colleagues, set, done, every),
          );
          expect(lazy!.events).toEqual(daily!.events);
        }),
        { numRuns: Math.ceil(runs / 2) },
      );
    });
  });
}

/** One alert at most is open, numbers follow one another, and a cause is raised once per occurrence. */
function checkStream(events: readonly StoredEvent<AlertEvent>[]): void {
  let [count, open] = [0, false];
  const raised = new Set<string>();
  const raise = ({ instance, anchor, occurrence }: { instance: string; anchor: string; occurrence: number }) => {
    const name = `${instance} ${anchor} ${occurrence}`;
    expect(raised.has(name)).toBe(false);
    expect(occurrence === 1 || raised.has(`${instance} ${anchor} ${occurrence - 1}`)).toBe(true);
    raised.add(name);
  };
  for (const { type, data } of events) {
    if (type === 'AlertRaised') {
      expect(open).toBe(false);
      [count, open] = [count + 1, true];
      data.causes.forEach(raise);
    } else if (type === 'AlertCauseAdded') raise(data.cause);
    if (type !== 'AlertCauseEnded') expect(open).toBe(true);
    expect(data.n).toBe(count);
    if (type === 'AlertClosed' || type === 'AlertResolved') open = false;
  }
}
