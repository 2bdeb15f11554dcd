import type { CivilDate, Uuid } from '@jalons/kernel';
import { mergedWith } from './known-person.js';
import type { Landmark } from './landmarks.js';
import type { PersonHistory } from './person-history.js';
import { anyWithin, busyPeriods, contactDays, lifeIn, signDays, touches } from './signs-of-life.js';

/** Exits that are a dropout (risk.md § 4, label). */
const LOST: ReadonlySet<string> = new Set(['abandonment', 'unreachable']);
/** Exits that are nobody's failure nor success. */
const GONE: ReadonlySet<string> = new Set(['deceased', 'moved']);

/**
 * What became of a parcours, by the days on which it happened, as the log tells it at the run's position. Only labels
 * and cohorts read it.
 */
export class Outcome {
  private constructor(
    private readonly openedOn: CivilDate,
    private readonly exit: { readonly on: CivilDate; readonly reason: string } | null,
    /** Days of contact, here and in her other parcours, and of her own steps. */
    private readonly signs: readonly CivilDate[],
    private readonly busy: ReturnType<typeof busyPeriods>,
    private readonly observedUntil: CivilDate,
  ) {}

  /** Null where the opening was voided in the end. */
  static of(parcours: Uuid, history: PersonHistory, observedUntil: CivilDate): Outcome | null {
    const own = history.parcours.find(({ id }) => id === parcours)!;
    const life = lifeIn(own.entries);
    const opening = life.steps.find(({ type }) => type === 'ParcoursOpened');
    if (opening === undefined) return null;
    const exit = life.steps.find((event) => event.type === 'ParcoursExited');
    const openedOn = opening.occurredOn;
    const exitedOn = exit?.occurredOn ?? null;
    const people = mergedWith(own.beneficiary, history);
    const signs = [
      ...signDays(life, openedOn, exitedOn),
      ...history.parcours.flatMap((other) =>
        other === own || !people.has(other.beneficiary) ? [] : contactsIn(other.entries),
      ),
      ...history.encounters.flatMap(({ person, fact, until }) =>
        until === null && people.has(person) ? [fact.on] : [],
      ),
    ].toSorted();
    const left = exit === undefined ? null : { on: exit.occurredOn, reason: exit.data.reason };
    return new Outcome(openedOn, left, signs, busyPeriods(life), observedUntil);
  }

  /** The day of an exit for abandonment. */
  get lostOn(): CivilDate | null {
    return this.exit !== null && LOST.has(this.exit.reason) ? this.exit.on : null;
  }

  /** What happens in the H days after a landmark; `stays` is every end that is no dropout. */
  after({ on, until, settledOn }: Landmark): 'drops' | 'stays' | 'gone' | 'unobserved' | 'over' {
    const { exit, observedUntil } = this;
    if (on < this.openedOn || (exit !== null && exit.on <= on)) return 'over';
    if (settledOn > observedUntil) return 'unobserved';
    if (exit !== null && exit.on <= until) {
      if (GONE.has(exit.reason)) return 'gone';
      return LOST.has(exit.reason) ? 'drops' : 'stays';
    }
    if (anyWithin(this.signs, on, until)) return 'stays';
    for (const period of this.busy) if (touches(period, on, until)) return 'stays';
    return 'drops';
  }
}

function contactsIn(entries: PersonHistory['parcours'][number]['entries']): readonly CivilDate[] {
  const life = lifeIn(entries);
  const opening = life.steps.find(({ type }) => type === 'ParcoursOpened');
  if (opening === undefined) return [];
  const exit = life.steps.find(({ type }) => type === 'ParcoursExited');
  return contactDays(life, opening.occurredOn, exit?.occurredOn ?? null);
}
