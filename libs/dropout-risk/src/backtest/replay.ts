import type { Instant, Uuid } from '@jalons/kernel';
import { evaluate } from '../evaluate/evaluate.js';
import type { Evaluation } from '../evaluate/flag.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import type { Midnights } from '../time/midnights.js';
import { knownFacts } from './known-facts.js';
import type { KnownParcours, KnownPerson } from './known-person.js';
import { professionalChanges, professionalsAt } from './known-professionals.js';
import { countUpTo } from './known-stream.js';
import { dayNumber, type Landmark } from './landmarks.js';
import type { ObservedLandmark, Standing } from './observation.js';
import type { Outcome } from './outcome.js';
import type { ParcoursHistory, World } from './person-history.js';
import type { ReferentSpan } from './referent-bits.js';

/** Without contact for so many days: the baseline beside which every rule set is read (risk.md § 4). */
const BASELINE_DAYS = 90;

const NEVER = Number.POSITIVE_INFINITY;

/** By what is replayed. */
export interface ReplaySettings {
  /** The rules tested, then those compared with, if any. */
  readonly rules: readonly RuleSet[];
  readonly horizonDays: number;
  /** Of the world's zone. */
  readonly landmarks: readonly Landmark[];
}

/** A parcours as it was seen at an instant, with what every landmark asks of it. */
interface Seen {
  readonly facts: RiskFacts;
  readonly evaluations: readonly Evaluation[];
  /** The last day of contact, or the opening, as a number. */
  readonly contactDay: number;
  /** The last day of contact, or of a step of hers; the opening counts. */
  readonly signDay: number;
  readonly referent: Uuid | null;
}

/** One parcours, from one landmark to the next. */
export class Replay {
  readonly seen: ObservedLandmark[] = [];
  readonly referents: ReferentSpan[] = [];
  /** The place of the first landmark at which anything of it was known. */
  readonly firstPlace: number;
  /** Nothing can change any more, and it is over. */
  over = false;
  /** Null while it is not known to have opened. */
  private now: Seen | null = null;
  /** From when to when what is seen stays: nothing becomes known, and no review is due. */
  private since: Instant = NEVER;
  private until: Instant = NEVER;
  private version = -1;
  private readonly changes: readonly Instant[];
  private readonly landmarks: readonly Landmark[];
  private readonly midnights: Midnights;

  constructor(
    readonly parcours: ParcoursHistory,
    readonly outcome: Outcome,
    private readonly person: KnownPerson,
    private readonly world: World,
    private readonly settings: ReplaySettings,
  ) {
    this.landmarks = parcours.days?.landmarks ?? settings.landmarks;
    this.midnights = parcours.days?.midnights ?? world.midnights;
    this.changes = professionalChanges(world);
    const firstKnown = parcours.entries.reduce(
      (first, { knownAt, recordedAt }) => Math.min(first, knownAt ?? recordedAt, recordedAt),
      NEVER,
    );
    this.firstPlace = placeFrom(this.landmarks, firstKnown);
  }

  /** Looks at it at a landmark. */
  pass(place: number): void {
    const landmark = this.landmarks[place];
    if (this.over || landmark === undefined || place < this.firstPlace) return;
    const now = this.at(landmark.at);
    if (now === null) return;
    if (now.facts.exit !== null) {
      this.over = this.person.settled(landmark.at);
      return;
    }
    this.seen.push(this.observed(landmark, now));
    if (now.referent !== null) this.addReferent(now.referent, landmark.index);
  }

  private observed(landmark: Landmark, { evaluations, contactDay, signDay }: Seen): ObservedLandmark {
    const { index, on, day } = landmark;
    const { rules, horizonDays } = this.settings;
    const sinceContact = day - contactDay;
    const fate = this.outcome.after(landmark);
    const counts = fate === 'stays' || fate === 'drops';
    const standing: Standing = !counts ? fate : day - signDay > horizonDays ? 'silent' : 'in';
    const { score } = evaluations[0]!;
    // Written out, as one shape: there is one for each week of everybody.
    const seen: ObservedLandmark = {
      index,
      on,
      standing,
      score,
      flagged: score >= rules[0]!.levels.atRisk,
      dropout: fate === 'drops',
      noContact90: sinceContact >= BASELINE_DAYS,
      sinceContact,
    };
    const other = evaluations[1];
    if (other === undefined) return seen;
    return { ...seen, against: { score: other.score, flagged: other.score >= rules[1]!.levels.atRisk } };
  }

  private addReferent(professional: Uuid, index: number): void {
    const last = this.referents.at(-1);
    if (last?.professional === professional && last.last === index - 1) last.last = index;
    else this.referents.push({ professional, first: index, last: index });
  }

  private at(t: Instant): Seen | null {
    if (t >= this.since && t < this.until) return this.now;
    const { person, changes } = this;
    person.moveTo(t);
    const now = this.look(t);
    const review = now?.evaluations.reduce((first, { nextReviewAt }) => Math.min(first, nextReviewAt ?? NEVER), NEVER);
    this.now = now;
    this.since = t;
    this.until = Math.min(person.nextChange, changes[countUpTo(changes, t)] ?? NEVER, review ?? NEVER);
    return now;
  }

  private look(t: Instant): Seen | null {
    const { now, person, world } = this;
    const own = person.parcours(this.parcours.id);
    if (own === null) return null;
    const professionals = professionalsAt(own.facts, world, t, now?.facts.professionals);
    const same = person.version === this.version && professionals === now?.facts.professionals;
    this.version = person.version;
    // The same facts: evaluated again where time alone may have changed something.
    if (now !== null && same) return isDue(now, t) ? this.judged(now.facts, now, t) : now;
    const { calendar } = world;
    const around = { professionals, calendar, midnights: this.midnights };
    const facts = knownFacts(this.parcours.id, own, person, around);
    return this.judged(facts, daysOf(facts, own), t);
  }

  private judged(facts: RiskFacts, { contactDay, signDay, referent }: Omit<Seen, 'facts' | 'evaluations'>, t: Instant) {
    return {
      facts,
      evaluations: this.settings.rules.map((set) => evaluate(facts, set, t)),
      contactDay,
      signDay,
      referent,
    };
  }
}

function isDue({ evaluations }: Seen, t: Instant): boolean {
  return evaluations.some(({ nextReviewAt }) => nextReviewAt !== null && nextReviewAt <= t);
}

function daysOf(facts: RiskFacts, { lastSignOn }: KnownParcours): Omit<Seen, 'facts' | 'evaluations'> {
  const contactDay = dayNumber(facts.lastContact?.on ?? facts.opening.on);
  return {
    contactDay,
    signDay: facts.lastContact === null ? dayNumber(lastSignOn) : Math.max(dayNumber(lastSignOn), contactDay),
    referent: facts.referents.find(({ to }) => to === null)?.professional ?? null,
  };
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
