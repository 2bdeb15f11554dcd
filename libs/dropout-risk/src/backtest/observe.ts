import { daysBetween, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import { evaluate } from '../evaluate/evaluate.js';
import type { Evaluation } from '../evaluate/flag.js';
import { later } from '../facts/fact.js';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import { readPerson, together } from '../facts/person-facts.js';
import { assembleFacts, type RiskFacts } from '../facts/risk-facts.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import type { Midnights } from '../time/midnights.js';
import { KnownPerson, mergedWith, type Known } from './known-person.js';
import { changesUpTo, professionalsAt } from './known-professionals.js';
import type { Landmark } from './landmarks.js';
import type { ObservedLandmark, ObservedParcours, Standing } from './observation.js';
import { Outcome } from './outcome.js';
import type { ParcoursHistory, PersonHistory, World } from './person-history.js';

/** Without contact for so many days: the baseline beside which every rule set is read (risk.md § 4). */
const BASELINE_DAYS = 90;

/** What a person's parcours show at each landmark. */
export interface Observed {
  readonly parcours: readonly ObservedParcours[];
  /** She objected, or her processing is restricted, at the run's position: she is no part of the cohort. */
  readonly objecting: boolean;
  /** Who answered for them, by landmark. */
  readonly referents: readonly (readonly [index: number, professional: Uuid])[];
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
  const referents: (readonly [number, Uuid])[] = [];
  const replays = own.flatMap((one): readonly Replay[] => {
    const outcome = Outcome.of(one.id, history, world.observedUntil);
    return outcome === null ? [] : [new Replay(one, outcome, person, world, rules, landmarks)];
  });
  // Landmark by landmark, all her parcours together: what is known of her is read once for all of them.
  const first = replays.reduce((least, { firstIndex }) => Math.min(least, firstIndex), landmarks.length);
  for (let index = first; index < landmarks.length && replays.some(({ over }) => !over); index += 1) {
    for (const replay of replays) {
      const referent = replay.pass(index, horizonDays);
      if (referent !== null) referents.push([landmarks[index]!.index, referent]);
    }
  }
  const parcours = replays.flatMap(({ parcours: { id }, seen, outcome: { lostOn } }): readonly ObservedParcours[] => {
    if (seen.length === 0) return [];
    return [{ person: history.person, parcours: id, traits: history.traits(seen[0]!.on), landmarks: seen, lostOn }];
  });
  return { parcours, objecting: own.length < here.length, referents };
}

function isStopped(beneficiary: Uuid, history: PersonHistory): boolean {
  const people = mergedWith(beneficiary, history);
  const records = history.records.filter(({ id }) => people.has(id));
  const asked = together(records.map(({ entries }) => readPerson(entries)));
  return asked.profilingObjection !== null || asked.restriction !== null;
}

/** A parcours as it was seen at an instant. */
interface Seen {
  readonly facts: RiskFacts;
  readonly evaluations: readonly Evaluation[];
  /** The last day of contact, or of a step of hers; the opening counts. */
  readonly lastSignOn: CivilDate;
}

/** One parcours, from one landmark to the next. */
class Replay {
  readonly seen: ObservedLandmark[] = [];
  /** The place of the first landmark at which anything of it was known. */
  readonly firstIndex: number;
  /** Nothing can change any more, and it is over. */
  over = false;
  private now: Seen | null = null;
  private knownVersion = -1;
  private tick = -1;
  private professionals = '';
  private readonly landmarks: readonly Landmark[];
  private readonly midnights: Midnights;

  constructor(
    readonly parcours: ParcoursHistory,
    readonly outcome: Outcome,
    private readonly person: KnownPerson,
    private readonly world: World,
    private readonly rules: readonly RuleSet[],
    landmarks: readonly Landmark[],
  ) {
    this.landmarks = parcours.days?.landmarks ?? landmarks;
    this.midnights = parcours.days?.midnights ?? world.midnights;
    const firstKnown = parcours.entries.reduce(
      (first, { knownAt, recordedAt }) => Math.min(first, knownAt ?? recordedAt, recordedAt),
      Number.POSITIVE_INFINITY,
    );
    this.firstIndex = placeFrom(this.landmarks, firstKnown);
  }

  /** Looks at it at a landmark; answers who answers for it, where it is open. */
  pass(place: number, horizonDays: number): Uuid | null {
    const landmark = this.landmarks[place];
    if (this.over || landmark === undefined || place < this.firstIndex) return null;
    const now = this.at(landmark.at);
    if (now !== null && now.facts.exit !== null && this.person.settled(landmark.at)) this.over = true;
    if (now === null || now.facts.exit !== null) return null;
    this.seen.push(this.observed(landmark, now, horizonDays));
    return now.facts.referents.find(({ to }) => to === null)?.professional ?? null;
  }

  private observed(landmark: Landmark, { facts, evaluations, lastSignOn }: Seen, horizonDays: number) {
    const { index, on } = landmark;
    const sinceContact = daysBetween(facts.lastContact?.on ?? facts.opening.on, on);
    const fate = this.outcome.after(landmark);
    const counts = fate === 'stays' || fate === 'drops';
    const standing: Standing = !counts ? fate : daysBetween(lastSignOn, on) > horizonDays ? 'silent' : 'in';
    const { score } = evaluations[0]!;
    // Written out, as one shape: there is one for each week of everybody.
    const seen: ObservedLandmark = {
      index,
      on,
      standing,
      score,
      flagged: score >= this.rules[0]!.levels.atRisk,
      dropout: fate === 'drops',
      noContact90: sinceContact >= BASELINE_DAYS,
      sinceContact,
    };
    const other = evaluations[1];
    if (other === undefined) return seen;
    return { ...seen, against: { score: other.score, flagged: other.score >= this.rules[1]!.levels.atRisk } };
  }

  /** Null while it is not known to have opened. */
  private at(t: Instant): Seen | null {
    const known = this.person.at(t);
    const tick = changesUpTo(this.world, t);
    const { now } = this;
    // Most weeks bring nothing: neither of her nor of any professional.
    const same = known.version === this.knownVersion && tick === this.tick;
    if (now !== null && same) return this.reviewed(now, t);
    const own = known.parcours.get(this.parcours.id);
    if (own === undefined) return (this.now = null);
    const professionals = professionalsAt(own.facts, this.world, t);
    const unchanged = known.version === this.knownVersion && professionals.version === this.professionals;
    this.knownVersion = known.version;
    this.tick = tick;
    this.professionals = professionals.version;
    if (now !== null && unchanged) return this.reviewed(now, t);
    const facts = this.assemble(own.facts, known, professionals.facts);
    const lastSignOn = later(own.lastSignOn, facts.lastContact?.on ?? null);
    return (this.now = { facts, lastSignOn, evaluations: this.evaluate(facts, t) });
  }

  /** The same facts: evaluated again where time alone may have changed something. */
  private reviewed(now: Seen, t: Instant): Seen {
    if (!now.evaluations.some(({ nextReviewAt }) => nextReviewAt !== null && nextReviewAt <= t)) return now;
    return (this.now = { ...now, evaluations: this.evaluate(now.facts, t) });
  }

  private evaluate(facts: RiskFacts, t: Instant): readonly Evaluation[] {
    return this.rules.map((rules) => evaluate(facts, rules, t));
  }

  private assemble(own: ParcoursFacts, known: Known, professionals: RiskFacts['professionals']): RiskFacts {
    const { midnights } = this;
    return assembleFacts(own, {
      ...{ parcours: this.parcours.id, calendar: this.world.calendar, midnights, professionals },
      person: known.asked(own.beneficiary),
      contactsElsewhere: known.contactsBeside(this.parcours.id, own.beneficiary),
    });
  }
}

/** The place of the first landmark at or after an instant. */
function placeFrom(landmarks: readonly Landmark[], instant: Instant): number {
  let [low, high] = [0, landmarks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (landmarks[middle]!.at < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
