import { describe, expect, it, jest } from '@jest/globals';
import {
  assembleFacts,
  evaluate,
  Midnights,
  NOTHING_ASKED,
  readParcours,
  type Evaluation,
  type RiskFacts,
  type Surroundings,
} from '@jalons/dropout-risk';
import { asOf } from '@jalons/event-log';
import { addDays, dateAt, type Instant } from '@jalons/kernel';
import type { ParcoursEntry } from '@jalons/parcours';
import fc from 'fast-check';
import {
  FIRST_INSTANT,
  LAST_DAY,
  randomColleagues,
  randomContactsElsewhere,
  randomParcours,
  randomRules,
  ZONES,
} from './random.js';
import { calendar, DEFAULT_RULES, PARCOURS } from './story.js';

const inZone = new Map(ZONES.map((zone) => [zone, new Midnights(zone)]));

/** Facts as they become known, read once per change. */
class Known {
  private readonly read = new Map<string, RiskFacts | null>();

  constructor(
    private readonly entries: readonly ParcoursEntry[],
    private readonly elsewhere: Surroundings['contactsElsewhere'],
    private readonly professionals: Surroundings['professionals'],
    private readonly midnights: Midnights,
  ) {}

  /** The instants at which something becomes known. */
  get changes(): readonly Instant[] {
    const own = this.entries.map(({ knownAt, recordedAt }) => Math.min(knownAt ?? recordedAt, recordedAt));
    return [...own, ...this.elsewhere.map(({ at }) => at)];
  }

  at(t: Instant): RiskFacts | null {
    const known = asOf(this.entries, t);
    const elsewhere = this.elsewhere.filter(({ at }) => at <= t);
    const key = [...known.map(({ revision }) => revision), 'and', elsewhere.length].join();
    const found = this.read.get(key);
    if (found !== undefined) return found;
    const own = readParcours(known);
    const facts =
      own === null
        ? null
        : assembleFacts(own, {
            ...{ parcours: PARCOURS, person: NOTHING_ASKED, professionals: this.professionals },
            ...{ contactsElsewhere: elsewhere, calendar, midnights: this.midnights },
          });
    this.read.set(key, facts);
    return facts;
  }
}

/** The two promises of an evaluation, over `runs` random histories each (risk.md § 2). */
export function reviewsWhenDue(runs: number, timeoutMs: number): void {
  jest.setTimeout(timeoutMs);

  describe('reviews', () => {
    it('when due, and when something becomes known, say on any day what a review of that day says', () => {
      const [raised, muted] = [new Set<string>(), new Set<string>()];
      fc.assert(
        fc.property(
          randomParcours,
          randomColleagues,
          randomContactsElsewhere,
          fc.oneof(fc.constant(DEFAULT_RULES), randomRules),
          fc.constantFrom(...ZONES),
          (parcours, colleagues, elsewhere, rules, zone) => {
            const midnights = inZone.get(zone)!;
            const known = new Known(parcours.entries, elsewhere, colleagues, midnights);
            const days: Instant[] = [];
            for (let date = dateAt(FIRST_INSTANT, zone); date < LAST_DAY; date = addDays(date, 1)) {
              const midnight = midnights.of(date);
              days.push(midnight - 1, midnight, midnight + 1);
            }
            const changes = new Set(known.changes);
            let last: Evaluation | null = null;
            for (const t of [...new Set([...days, ...changes])].toSorted((a, b) => a - b)) {
              const facts = known.at(t);
              if (facts === null) {
                last = null;
                continue;
              }
              const today = evaluate(facts, rules, t);
              const due = last === null || changes.has(t) || (last.nextReviewAt !== null && last.nextReviewAt <= t);
              if (due) last = today;
              else if (last !== null && JSON.stringify(last) !== JSON.stringify(today)) expect(last).toEqual(today);
              if (today.nextReviewAt !== null && today.nextReviewAt <= t) throw new Error('due in the past');
              for (const { instance, mutedBy } of today.flags) (mutedBy === null ? raised : muted).add(instance);
            }
          },
        ),
        { numRuns: runs },
      );
      expect(raised.size).toBeGreaterThan(5);
      expect(muted.size).toBeGreaterThan(0);
    });

    it('at an instant know nothing of what was known later, whatever it was', () => {
      fc.assert(
        fc.property(
          randomParcours,
          fc.integer({ min: 0, max: 300 }),
          fc.infiniteStream(fc.nat()),
          (parcours, days, picks) => {
            const t = FIRST_INSTANT + days * 86_400_000;
            const midnights = inZone.get('Europe/Paris')!;
            const resultOf = (entries: readonly ParcoursEntry[]) => {
              const facts = new Known(entries, [], new Map(), midnights).at(t);
              return facts === null ? null : evaluate(facts, DEFAULT_RULES, t);
            };
            const isLater = ({ knownAt, recordedAt }: ParcoursEntry) => Math.min(knownAt ?? recordedAt, recordedAt) > t;
            const expected = resultOf(parcours.entries);
            const later = parcours.entries.filter(isLater);
            const pick = () => picks.next().value as number;
            const kept = later.filter(() => pick() % 2 === 0);
            const mixed = kept.map((entry) => ({ ...kept[pick() % kept.length]!, revision: entry.revision }));
            for (const future of [[], kept, mixed as readonly ParcoursEntry[]]) {
              const known = parcours.entries.filter((entry) => !isLater(entry));
              const entries = [...future, ...known].toSorted((a, b) => a.revision - b.revision);
              expect(resultOf(entries)).toEqual(expected);
            }
          },
        ),
        { numRuns: runs },
      );
    });
  });
}
