import { mergeInForce, type BeneficiaryEvent } from '@jalons/beneficiaries';
import { asOf, knownAtOf, unvoided, type LifeEvent } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import { daysBetween, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import { componentsOf, parcoursLife, type Merge } from '@jalons/parcours';
import { evaluate } from '../evaluate/evaluate.js';
import type { Evaluation } from '../evaluate/flag.js';
import { later, type Fact } from '../facts/fact.js';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import { readPerson, together, type PersonFacts } from '../facts/person-facts.js';
import { readProfessional, type ProfessionalFacts } from '../facts/professional-facts.js';
import { readParcours } from '../facts/read-parcours.js';
import { assembleFacts, type RiskFacts } from '../facts/risk-facts.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import type { Landmark } from './landmarks.js';
import type { ObservedLandmark, ObservedParcours, Standing } from './observation.js';
import { Outcome } from './outcome.js';
import type { ParcoursEntries, PersonHistory, World } from './person-history.js';
import { contactDays, stepDays } from './signs-of-life.js';

/** Without contact for so many days: the baseline beside which every rule set is read (risk.md § 4). */
const BASELINE_DAYS = 90;

/** What a person's parcours show at each landmark. */
export interface Observed {
  readonly parcours: readonly ObservedParcours[];
  /** She objected, or her processing is restricted, at the run's position: she is no part of the cohort. */
  readonly objecting: boolean;
  /** Who answered for them, by landmark. */
  readonly referents: ReadonlyMap<number, readonly Uuid[]>;
}

/**
 * Replays a person's history over landmarks. What a rule sees at a landmark is what was known then; what became of her
 * is read at the end, and no rule sees it. She is looked at again only when something became known or a review is due.
 */
export function observe(
  history: PersonHistory,
  world: World,
  ruleSet: RuleSet,
  horizonDays: number,
  landmarks: readonly Landmark[],
): Observed {
  const stopped = together(history.records.map(({ entries }) => readPerson(entries)));
  if (stopped.profilingObjection !== null || stopped.restriction !== null) {
    return { parcours: [], objecting: true, referents: new Map() };
  }
  const person = new KnownPerson(history);
  const referents = new Map<number, Uuid[]>();
  const parcours = history.parcours.flatMap((one): readonly ObservedParcours[] => {
    const outcome = Outcome.of(one.id, history, horizonDays, world.observedUntil);
    if (outcome === null) return [];
    const replay = new Replay(one.id, person, world, ruleSet);
    const seen = landmarks.flatMap((landmark): readonly ObservedLandmark[] => {
      const now = replay.at(landmark.at);
      if (now === null || now.facts.exit !== null) return [];
      const referent = now.facts.referents.find(({ to }) => to === null);
      if (referent !== undefined)
        referents.set(landmark.index, [...(referents.get(landmark.index) ?? []), referent.professional]);
      return [observedAt(landmark, now, outcome, ruleSet, horizonDays)];
    });
    if (seen.length === 0) return [];
    const traits = history.traits(seen[0]!.on);
    return [{ person: history.person, parcours: one.id, traits, landmarks: seen, lostOn: outcome.lostOn }];
  });
  return { parcours, objecting: false, referents };
}

function observedAt(
  { index, on }: Landmark,
  { facts, evaluation, lastSignOn }: Seen,
  outcome: Outcome,
  ruleSet: RuleSet,
  horizonDays: number,
): ObservedLandmark {
  const sinceContact = daysBetween(facts.lastContact?.on ?? facts.opening.on, on);
  const silent = daysBetween(lastSignOn, on) > horizonDays;
  const fate = outcome.after(on);
  const standing: Standing = fate === 'stays' || fate === 'drops' ? (silent ? 'silent' : 'in') : fate;
  return {
    ...{ index, on, standing, score: evaluation.score, sinceContact, dropout: fate === 'drops' },
    flagged: evaluation.score >= ruleSet.levels.atRisk,
    noContact90: sinceContact >= BASELINE_DAYS,
  };
}

/** A parcours as it was seen at an instant. */
interface Seen {
  readonly facts: RiskFacts;
  readonly evaluation: Evaluation;
  /** The last day of contact, or of a step of hers; the opening counts. */
  readonly lastSignOn: CivilDate;
}

/** One parcours, from one landmark to the next. */
class Replay {
  private seen: Seen | null = null;
  private version = '';

  constructor(
    private readonly parcours: Uuid,
    private readonly person: KnownPerson,
    private readonly world: World,
    private readonly ruleSet: RuleSet,
  ) {}

  /** Null while it is not known to have opened. */
  at(t: Instant): Seen | null {
    const known = this.person.at(t);
    const own = known.parcours.get(this.parcours);
    if (own === undefined) return (this.seen = null);
    const professionals = professionalsAt(own.facts, this.world, t);
    const version = `${known.version} ${professionals.version}`;
    const { seen } = this;
    const due = seen === null || (seen.evaluation.nextReviewAt !== null && seen.evaluation.nextReviewAt <= t);
    if (!due && version === this.version) return seen;
    const facts = version === this.version ? seen!.facts : this.assemble(own.facts, known, professionals.facts);
    const lastSignOn =
      version === this.version ? seen!.lastSignOn : later(own.lastSignOn, facts.lastContact?.on ?? null);
    this.version = version;
    return (this.seen = { facts, evaluation: evaluate(facts, this.ruleSet, t), lastSignOn });
  }

  private assemble(own: ParcoursFacts, known: Known, professionals: RiskFacts['professionals']): RiskFacts {
    const { calendar, midnights } = this.world;
    return assembleFacts(own, {
      ...{ parcours: this.parcours, calendar, midnights, professionals },
      person: known.asked(own.beneficiary),
      contactsElsewhere: known.contactsBeside(this.parcours, own.beneficiary),
    });
  }
}

interface KnownParcours {
  readonly facts: ParcoursFacts;
  readonly lastSignOn: CivilDate;
}

/** A person as she was known at an instant. */
interface Known {
  /** Changes with whatever became known. */
  readonly version: number;
  readonly parcours: ReadonlyMap<Uuid, KnownParcours>;
  asked(beneficiary: Uuid): PersonFacts;
  contactsBeside(parcours: Uuid, beneficiary: Uuid): readonly Fact[];
}

/** Reads a person again each time that something of her became known, and only then. */
class KnownPerson {
  private readonly changes: readonly Instant[];
  private current: Known | null = null;
  private counts: readonly number[] = [];
  private parcours: ReadonlyMap<Uuid, KnownParcours> = new Map();

  constructor(private readonly history: PersonHistory) {
    const events = [...history.parcours, ...history.records].flatMap(({ entries }) => entries.map(knownAtOf));
    this.changes = [...events, ...history.encounters.map(({ at }) => at)].toSorted((a, b) => a - b);
  }

  at(t: Instant): Known {
    const version = countUpTo(this.changes, t);
    if (this.current?.version === version) return this.current;
    const { history } = this;
    const records = new Map(history.records.map(({ id, entries }) => [id, asOf(entries, t)]));
    const counts: number[] = [];
    this.parcours = new Map(
      history.parcours.flatMap(({ id, entries }, index): readonly (readonly [Uuid, KnownParcours])[] => {
        const known = asOf(entries, t);
        counts.push(known.length);
        const before = this.parcours.get(id);
        if (known.length === this.counts[index]) return before === undefined ? [] : [[id, before]];
        const facts = readParcours(known);
        return facts === null ? [] : [[id, { facts, lastSignOn: lastSignOf(known, facts) }]];
      }),
    );
    this.counts = counts;
    const encounters = history.encounters.filter(({ at }) => at <= t);
    const connected = connectedIn(records);
    const { parcours } = this;
    this.current = {
      ...{ version, parcours },
      asked: (beneficiary) => together([...connected(beneficiary)].map((id) => readPerson(records.get(id) ?? []))),
      contactsBeside: (id, beneficiary) => {
        const people = connected(beneficiary);
        return [
          ...[...parcours].flatMap(([other, { facts }]) =>
            other !== id && facts.lastContact !== null && people.has(facts.beneficiary) ? [facts.lastContact] : [],
          ),
          ...encounters,
        ];
      },
    };
    return this.current;
  }
}

function lastSignOf(known: ParcoursEntries, { opening }: ParcoursFacts): CivilDate {
  const life = parcoursLife(known);
  return later(
    later(opening.on, contactDays(life, opening.on, null).at(-1) ?? null),
    stepDays(life, opening.on, null).at(-1) ?? null,
  );
}

/** Who was merged with whom, by the records known. */
function connectedIn(
  records: ReadonlyMap<Uuid, readonly LifeEvent<BeneficiaryEvent>[]>,
): (person: Uuid) => ReadonlySet<Uuid> {
  const merges = [...records].flatMap(([person, entries]): readonly Merge[] => {
    const into = mergeInForce(unvoided(entries) as readonly LifeEvent<BeneficiaryEvent>[])?.data.into;
    return into === undefined ? [] : [[person, into]];
  });
  if (merges.length === 0) return (person) => new Set([person]);
  const components = componentsOf(merges);
  return (person) => {
    const component = components.get(person);
    if (component === undefined) return new Set([person]);
    return new Set([...components].filter(([, of]) => of === component).map(([id]) => id));
  };
}

const professionalFacts = new WeakMap<readonly LifeEvent<ProfessionalEvent>[], Map<number, ProfessionalFacts>>();

/** The referents of a parcours and their deputies, as they were known. */
function professionalsAt(
  { referents }: ParcoursFacts,
  { professionals }: World,
  t: Instant,
): { readonly version: string; readonly facts: ReadonlyMap<Uuid, ProfessionalFacts> } {
  const facts = new Map<Uuid, ProfessionalFacts>();
  let version = '';
  const add = (id: Uuid): readonly Uuid[] => {
    const entries = professionals.get(id);
    if (entries === undefined || facts.has(id)) return [];
    const count = entries.filter((event) => knownAtOf(event) <= t).length;
    const read = professionalFacts.get(entries) ?? new Map<number, ProfessionalFacts>();
    professionalFacts.set(entries, read);
    const known = read.get(count) ?? readProfessional(asOf(entries, t));
    read.set(count, known);
    facts.set(id, known);
    version += `${count},`;
    return known.absences.map(({ deputy }) => deputy);
  };
  for (const { professional, to } of referents) if (to === null) for (const deputy of add(professional)) add(deputy);
  return { version, facts };
}

/** How many of the instants, in order, were reached. */
function countUpTo(instants: readonly Instant[], t: Instant): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
