import { BENEFICIARY_RULES, mergeInForce, type BeneficiaryEvent } from '@jalons/beneficiaries';
import { lifeOf, type LifeEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';

type Stream = readonly LifeEvent<BeneficiaryEvent>[];

/** Merges in a row: more would be a circle. */
const MOST_MERGES = 20;

/** Whom a record was merged into, if it was. */
export function mergedInto(events: Stream): Uuid | undefined {
  return mergeInForce(lifeOf(events, BENEFICIARY_RULES).positional)?.data.into;
}

/**
 * Says which record stands for a person, by the merges in force in some streams (domain.md § 3): herself where she was
 * merged into nobody, or in a circle. Two people are one where the same record stands for both.
 */
export function survivorsIn(people: ReadonlyMap<Uuid, Stream>): (person: Uuid) => Uuid {
  const found = new Map<Uuid, Uuid>();
  const follow = (person: Uuid): Uuid => {
    let survivor = person;
    for (let step = 0; step < MOST_MERGES; step += 1) {
      const into = mergedInto(people.get(survivor) ?? []);
      if (into === undefined) return survivor;
      survivor = into;
    }
    return person;
  };
  return (person) => {
    const known = found.get(person) ?? follow(person);
    found.set(person, known);
    return known;
  };
}
