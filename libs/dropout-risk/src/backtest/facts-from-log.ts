import type { Position } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import { loadCalendar } from '../calendar/load.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import { Midnights } from '../time/midnights.js';
import { factsAt } from './known-facts.js';
import type { PersonHistory } from './person-history.js';
import { LogAccess, type LogPlace } from './reader/log-access.js';
import { pagesOf } from './reader/pages.js';
import { PeopleFold } from './reader/people-fold.js';
import type { LogSurvey } from './reader/plan.js';
import { PEOPLE_TYPES } from './reader/read-types.js';
import { surveyLog } from './reader/survey.js';

/** What of the past is asked for. */
export interface PastAsked {
  readonly parcours: Uuid;
  /** Whose key seals it. */
  readonly person: Uuid;
  readonly territory: Uuid | null;
  readonly at: Instant;
  readonly upTo: Position;
  /** The zone that counts days where the territory says no other. */
  readonly zone: string;
}

/** The facts of a parcours as they were known at an instant, from the log alone, and the zone in which days are counted. */
export interface PastKnown {
  /** Null where it was not known to have opened. */
  readonly facts: RiskFacts | null;
  readonly zone: string;
}

/** Reads one person as a back-test would: the same facts, at any instant of the past. */
export async function factsFromLog(place: LogPlace, asked: PastAsked): Promise<PastKnown> {
  const { parcours, person, territory, at, upTo } = asked;
  const { signal } = new AbortController();
  const access = await LogAccess.open(place);
  try {
    const survey = await surveyLog(access, upTo, signal);
    const zone = survey.zones.get(territory ?? '') ?? asked.zone;
    const midnights = new Midnights(zone);
    const history = await historyOf(access, person, survey, upTo, { midnights, landmarks: [] });
    const around = { professionals: survey.professionals, calendar: loadCalendar(), midnights };
    const facts = history === null ? null : factsAt(parcours, history, around, at);
    return { facts, zone };
  } finally {
    await access.close();
  }
}

async function historyOf(
  access: LogAccess,
  person: Uuid,
  { merged, encounters }: LogSurvey,
  upTo: Position,
  days: ReturnType<ConstructorParameters<typeof PeopleFold>[0]['daysOf']>,
): Promise<PersonHistory | null> {
  const component = merged.get(person);
  const keys = [...merged].flatMap(([id, of]) => (of === component ? [id] : []));
  const members = new Set(component === undefined ? [person] : keys);
  const byPerson = new Map([...members].map((id) => [id, encounters.filter((one) => one.person === id)]));
  const fold = new PeopleFold({ merged, encounters: byPerson, territory: undefined, daysOf: () => days });
  const asked = { upTo, types: PEOPLE_TYPES, keys: [...members] };
  for await (const page of pagesOf(access.scan, asked, new AbortController().signal)) {
    await access.fetchKeys(page);
    for (const recorded of page) {
      const event = access.open(recorded);
      if (event !== null) fold.add(event);
    }
  }
  const [first] = fold.histories((keyId) => access.isErased(keyId));
  return first?.[0] ?? null;
}
