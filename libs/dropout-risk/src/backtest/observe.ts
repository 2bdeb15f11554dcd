import type { Uuid } from '@jalons/kernel';
import { readPerson, together } from '../facts/person-facts.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import { KnownPerson, mergedWith } from './known-person.js';
import type { Landmark } from './landmarks.js';
import type { ObservedParcours } from './observation.js';
import { Outcome } from './outcome.js';
import type { PersonHistory, World } from './person-history.js';
import type { ReferentSpan } from './referent-bits.js';
import { Replay } from './replay.js';

/** What a person's parcours show at each landmark. */
export interface Observed {
  readonly parcours: readonly ObservedParcours[];
  /** She objected, or her processing is restricted, at the run's position: she is no part of the cohort. */
  readonly objecting: boolean;
  /** Who answered for them, by landmark. */
  readonly referents: readonly ReferentSpan[];
}

/**
 * Replays a person's history over landmarks. What a rule sees at a landmark is what was known then; what became of her
 * is read at the end, and no rule sees it. She is looked at again only when something became known or a review is due.
 * @param against a rule set to compare with, on the same facts
 */
export function observe(
  history: PersonHistory,
  world: World,
  ruleSet: RuleSet,
  horizonDays: number,
  landmarks: readonly Landmark[],
  against?: RuleSet,
): Observed {
  const here = history.parcours.filter(({ elsewhere }) => elsewhere !== true);
  const own = here.filter(({ beneficiary }) => !isStopped(beneficiary, history));
  const person = new KnownPerson(history);
  const rules = against === undefined ? [ruleSet] : [ruleSet, against];
  const replays = own.flatMap((one): readonly Replay[] => {
    const outcome = Outcome.of(one.id, history, world.observedUntil);
    return outcome === null ? [] : [new Replay(one, outcome, person, world, { rules, horizonDays, landmarks })];
  });
  // Landmark by landmark, all her parcours together: what is known of her is read once for all of them.
  const first = replays.reduce((least, { firstPlace }) => Math.min(least, firstPlace), landmarks.length);
  for (let place = first; place < landmarks.length && replays.some(({ over }) => !over); place += 1) {
    for (const replay of replays) replay.pass(place);
  }
  const parcours = replays.flatMap(({ parcours: { id }, seen, outcome: { lostOn } }): readonly ObservedParcours[] => {
    if (seen.length === 0) return [];
    return [{ person: history.person, parcours: id, traits: history.traits(seen[0]!.on), landmarks: seen, lostOn }];
  });
  const referents = replays.flatMap((replay) => replay.referents);
  return { parcours, objecting: own.length < here.length, referents };
}

function isStopped(beneficiary: Uuid, history: PersonHistory): boolean {
  const people = mergedWith(beneficiary, history);
  const records = history.records.filter(({ id }) => people.has(id));
  const asked = together(records.map(({ entries }) => readPerson(entries)));
  return asked.profilingObjection !== null || asked.restriction !== null;
}
