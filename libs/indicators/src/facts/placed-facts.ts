import type { CivilDate, Uuid } from '@jalons/kernel';
import type { ParcoursFact } from './parcours-facts.js';

/** Later than any day and earlier than any, for PostgreSQL's dates as for the order of their texts. */
const NEVER = 'infinity';
const NOT_YET = '-infinity';

/**
 * A fact of one parcours, and how far the other parcours of its beneficiary lie from it, in anything that is told of them
 * while this is told. Of two parcours one outlasts the other if it ends no earlier, or has not ended. Of somebody who was
 * ever linked with another person nothing is said: whom she counts as hangs on the as-of.
 */
export interface PlacedFact extends ParcoursFact {
  /** The first day of those that outlast this one; NEVER where none does, NOT_YET of somebody linked. */
  readonly outlastedFrom: CivilDate | typeof NEVER | typeof NOT_YET;
  /** The last day of those that this one outlasts; NEVER where one goes on or she is linked, NOT_YET where it outlasts none. */
  readonly outlastsUntil: CivilDate | typeof NEVER | typeof NOT_YET;
}

/**
 * Places the facts of some parcours among each other; whole for each of their beneficiaries.
 *
 * Whoever has a fact that is outlasted from after the end of a window only, and outlasts until before its start only, has
 * no other parcours within it, at whatever instant this was known: she counts once, and nobody need be sorted for it. It
 * is a bound, and not the answer itself, which hangs on the definition and the merges known at the as-of: the others are
 * compared at the question (`statements.ts`).
 * @param linked those who were ever merged with somebody, in force or not
 */
export function placed<P>(
  told: ReadonlyMap<P, readonly ParcoursFact[]>,
  linked: ReadonlySet<Uuid>,
): ReadonlyMap<P, readonly PlacedFact[]> {
  const ofPerson = new Map<Uuid, { readonly parcours: P; readonly fact: ParcoursFact }[]>();
  for (const [parcours, facts] of told) {
    for (const fact of facts) {
      const known = ofPerson.get(fact.beneficiary);
      if (known === undefined) ofPerson.set(fact.beneficiary, [{ parcours, fact }]);
      else known.push({ parcours, fact });
    }
  }
  return new Map(
    [...told].map(([parcours, facts]) => [
      parcours,
      facts.map((fact) => {
        if (linked.has(fact.beneficiary)) return { ...fact, outlastedFrom: NOT_YET, outlastsUntil: NEVER };
        const all = ofPerson.get(fact.beneficiary)!;
        return place(
          fact,
          all.flatMap((each) => (each.parcours === parcours ? [] : [each.fact])),
        );
      }),
    ]),
  );
}

function place(fact: ParcoursFact, others: readonly ParcoursFact[]): PlacedFact {
  let outlastedFrom: PlacedFact['outlastedFrom'] = NEVER;
  let outlastsUntil: PlacedFact['outlastsUntil'] = NOT_YET;
  const end = endOf(fact);
  for (const other of others) {
    if (other.knownFrom >= fact.knownTo || fact.knownFrom >= other.knownTo) continue;
    const otherEnd = endOf(other);
    if (otherEnd >= end && other.enteredOn < outlastedFrom) outlastedFrom = other.enteredOn;
    if (otherEnd <= end && otherEnd > outlastsUntil) outlastsUntil = otherEnd;
  }
  return { ...fact, outlastedFrom, outlastsUntil };
}

function endOf({ exit }: ParcoursFact): CivilDate | typeof NEVER {
  return exit === null ? NEVER : exit.on;
}
