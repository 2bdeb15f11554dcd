import {
  assembleFacts,
  evaluate,
  latestOf,
  loadCalendar,
  loadRuleSet,
  Midnights,
  NOTHING_ASKED,
  readParcours,
  type Evaluation,
  type Flag,
  type RiskFacts,
  type RuleSet,
  type Surroundings,
} from '@jalons/dropout-risk';
import { asOf } from '@jalons/event-log';
import { addDays, civilDateOf, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent } from '@jalons/parcours';
import { recorded, testId, type Past } from '../given.js';
import { OTHER_PROFESSIONAL, past, REFERENT, STRUCTURE } from '../parcours.js';

export const PARCOURS = testId(50);
export const DEFAULT_RULES: RuleSet = loadRuleSet();
export const calendar = loadCalendar();
export const midnights = new Midnights('Europe/Paris');

/** A qualifying training begun on 1 February 2026, until 15 December. */
export const trainingBegun = (training: Uuid) =>
  past(
    'TrainingStarted',
    '2026-02-01',
    { title: 'CAP', provider: { label: 'Greta' }, qualifying: true, expectedEnd: civilDateOf('2026-12-15') },
    training,
  );

/** A fixed-term job begun on 1 February 2026, until 30 June. */
export const jobBegun = (job: Uuid) =>
  past(
    'JobStarted',
    '2026-02-01',
    {
      ...{ contract: 'fixed-term', weeklyHours: 35 },
      ...{ signedOn: civilDateOf('2026-01-20'), expectedEnd: civilDateOf('2026-06-30') },
    },
    job,
  );

type Entries = readonly ParcoursEntry[];

/** A referent and a colleague of the same structure, both there on every day. */
export const COLLEAGUES: Surroundings['professionals'] = new Map(
  [REFERENT, OTHER_PROFESSIONAL].map((professional, index) => [
    professional,
    {
      mandates: [{ id: testId(60 + index), structure: STRUCTURE, from: civilDateOf('2020-01-01'), until: null }],
      absences: [],
    },
  ]),
);

const QUIET: Surroundings = {
  ...{ parcours: PARCOURS, person: NOTHING_ASKED, professionals: COLLEAGUES, contactsElsewhere: [] },
  ...{ calendar, midnights },
};

/** What was known of a parcours at an instant, among colleagues who are there, of a person who asked for nothing. */
export function factsAt(entries: Entries, t: Instant, surroundings: Partial<Surroundings> = {}): RiskFacts {
  const known = asOf(entries, t);
  const own = readParcours(known);
  if (own === null) throw new Error('nothing is known of this parcours yet');
  return assembleFacts(own, { ...QUIET, latest: latestOf(known), ...surroundings });
}

/** A parcours as it was told, each entry known on the day it happened. */
export class RiskStory {
  readonly entries: Entries;
  /** Told in order, so that their number says which entries were known. */
  private readonly facts = new Map<number, RiskFacts>();

  constructor(
    history: readonly Past<ParcoursEvent>[],
    private readonly surroundings: Partial<Surroundings> = {},
    private readonly rules: RuleSet = DEFAULT_RULES,
  ) {
    this.entries = recorded(history) as unknown as Entries;
  }

  at(t: Instant): Evaluation {
    const known = asOf(this.entries, t).length;
    const facts = this.facts.get(known) ?? factsAt(this.entries, t, this.surroundings);
    this.facts.set(known, facts);
    return evaluate(facts, this.rules, t);
  }

  /** At the last instant of a day: whatever was recorded that day is known. */
  on(day: string): Evaluation {
    return this.at(midnights.of(addDay(day)) - 1);
  }

  /** The flag of a rule at the end of a day; undefined where it does not hold. */
  flag(instance: string, day: string): Flag | undefined {
    return this.on(day).flags.find((flag) => flag.instance === instance);
  }

  /** The first day, after the one given, at whose very first instant the rule holds, unmuted; null within a year. */
  firstDay(instance: string, after: string): CivilDate | null {
    let day = addDay(after);
    for (let left = 366; left > 0; left -= 1, day = addDay(day)) {
      const flags = this.at(midnights.of(day)).flags;
      if (flags.some((flag) => flag.instance === instance && flag.mutedBy === null)) return day;
    }
    return null;
  }
}

/** Somebody met her that day. */
export function met(on: string, eventId?: Uuid): Past<ParcoursEvent> {
  return past('ContactAttempted', on, { channel: 'in-person', reached: 'person' }, eventId);
}

function addDay(day: string): CivilDate {
  return addDays(civilDateOf(day), 1);
}
