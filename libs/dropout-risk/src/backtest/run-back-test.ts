import type { LogHead } from '@jalons/event-log';
import { addDays, dateAt, invalidField, parseCivilDate, type CivilDate, type Uuid } from '@jalons/kernel';
import type { RuleSet } from '../rule-set/rule-set.js';
import type { BackTestResult } from './conclude.js';
import { SETTLED_DAYS } from './landmarks.js';
import { LogAccess, type LogPlace } from './reader/log-access.js';
import type { ReadingPlan } from './reader/plan.js';
import { readLog, type Readers } from './reader/read-log.js';
import { surveyLog } from './reader/survey.js';
import type { BackTestQuestion } from './summary.js';

/** What a back-test is asked to do. */
export interface BackTestRequest {
  readonly ruleSet: RuleSet;
  /** Rules to compare with, on the same people and days. */
  readonly against?: RuleSet;
  /** First day of landmarks; by default the first at which anything was open. */
  readonly from?: CivilDate;
  /** Last day of landmarks; by default the last one that was observed for the horizon and 30 days. */
  readonly to?: CivilDate;
  /** H: 90 by default. */
  readonly horizonDays?: number;
  /** Days from one landmark to the next: 7 by default. */
  readonly everyDays?: number;
  /** Only the parcours of this territory; those of all by default. */
  readonly territory?: Uuid;
  /** The event up to which the log is read: the last one as of the request. */
  readonly head: LogHead;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
}

/** How a back-test is carried out. */
export interface BackTestSettings extends Partial<Readers> {
  readonly place: LogPlace;
  /** Into how many parts people are shared out; by default as many as keep each reader within its memory. */
  readonly parts?: number;
  readonly signal?: AbortSignal;
  /** How far it has come, as events of the log; the total is unknown (null) where positions do not count them. */
  readonly onProgress?: (progress: BackTestProgress) => void;
}

export interface BackTestProgress {
  readonly read: number;
  readonly total: number | null;
}

/** Logs up to so many events are read in the caller's thread: a small one is answered before threads have started. */
const SMALL = 20_000;
/** Events of one part at most, of which some two thirds are kept: some 150 MB. */
const PART = 200_000;
/** Into how many parts a log is shared out whose positions do not count its events. */
const UNCOUNTED_PARTS = 8;
/** No parcours of this programme is older. */
const EARLIEST = parseCivilDate('2000-01-02')!;

const MAX_HORIZON_DAYS = 366;

/**
 * Back-tests a rule set over the log (risk.md § 4). People are shared out by a hash of their ids among readers; what is
 * found, and its hash, depend neither on their number nor on when it is asked, but on the log up to `head` and on the
 * question alone. Rejects once `signal` aborts, with nothing left behind.
 * @throws DomainError on a question that nobody can answer
 */
export async function runBackTest(
  request: BackTestRequest,
  { place, signal = new AbortController().signal, onProgress, parts, ...readers }: BackTestSettings,
): Promise<BackTestResult> {
  const question = questionOf(request);
  const total = eventsUpTo(request.head.position);
  signal.throwIfAborted();
  const access = await LogAccess.open(place);
  try {
    const survey = await surveyLog(access, request.head.position, signal);
    const threads = readers.threads ?? (total !== null && total <= SMALL ? 0 : 2);
    const plan: ReadingPlan = {
      ...{ ...survey, question, ruleSet: request.ruleSet, zone: request.zone, upTo: request.head.position },
      ...(request.against !== undefined && { against: request.against }),
      ...(request.territory !== undefined && { territory: request.territory }),
      fromFirst: request.from === undefined,
      observedUntil: dateAt(request.head.recordedAt, request.zone),
      parts: parts ?? partsOf(total),
    };
    return await readLog(plan, { place, access }, { ...readers, threads }, signal, (share) =>
      onProgress?.({ read: Math.floor(share * (total ?? 0)), total }),
    );
  } finally {
    await access.close();
  }
}

/** The question as it is asked of the log; landmarks from the earliest day on where none is named. */
export function questionOf(request: Omit<BackTestRequest, 'ruleSet' | 'against'>): BackTestQuestion {
  const { horizonDays = 90, everyDays = 7, head, zone } = request;
  wholeDays('/horizon', horizonDays, MAX_HORIZON_DAYS);
  wholeDays('/every', everyDays, MAX_HORIZON_DAYS);
  const observed = addDays(dateAt(head.recordedAt, zone), -horizonDays - SETTLED_DAYS);
  const [from, to] = [request.from ?? EARLIEST, request.to ?? observed];
  if (from > to && request.from !== undefined) {
    throw invalidField('/from', 'empty-window', 'Le premier jour vient après le dernier : choisissez-le plus tôt.');
  }
  return { from, to, horizonDays, everyDays };
}

function wholeDays(field: string, days: number, most: number): void {
  if (Number.isInteger(days) && days >= 1 && days <= most) return;
  throw invalidField(field, 'days-out-of-range', `Donnez un nombre entier de jours, de 1 à ${most}.`);
}

/** Positions of PostgreSQL count events from 1 without gaps; those of EventStoreDB are places in a file. */
function eventsUpTo(position: string): number | null {
  return /^\d{19}$/.test(position) ? Number(position) : null;
}

function partsOf(total: number | null): number {
  if (total === null) return UNCOUNTED_PARTS;
  return total <= SMALL ? 1 : 2 * Math.ceil(total / (2 * PART));
}
