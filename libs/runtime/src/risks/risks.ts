import { createPool } from '@jalons/database';
import { toldRisk, type RiskView } from '@jalons/case-views';
import {
  explain,
  factsFromLog,
  RISK_PROJECTION,
  reviewRisksOnce,
  rulesThen,
  type ReviewCounts,
  type RuleSetEvent,
} from '@jalons/dropout-risk';
import { EventTypeRegistry, type StoredEvent } from '@jalons/event-log';
import { systemClock } from '@jalons/http';
import { dateAt, DomainError, endOfDay, invalidField, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import { PostgresAccessJournal } from '@jalons/privacy';
import { CheckpointProgress } from '@jalons/projections';
import { commandLineAccess } from '../administration/command-line-access.js';
import { reach } from '../administration/reach.js';
import { untilDone } from '../administration/until-done.js';
import { logPlaceOf } from '../back-tests/log-place.js';
import type { Configuration } from '../configuration/configuration.js';
import { ZONE } from '../engine/api-engine.js';
import type { Closers } from '../engine/closers.js';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { urlOf, type Storage } from '../engine/storage.js';

/** Why, or why not, on a day: what the api tells of it but the alert. */
export type ExplainedRisk = Omit<RiskView, 'alert'>;

/** Risks of an installation, under the command line's own roles. */
export interface Risks {
  /**
   * Replayed from what was known at the end of a day, from the log alone; now, for today. It tells of a person: it
   * leaves its line in the access journal, under the role of the command line.
   * @throws DomainError on a parcours that is none, a day to come, a journal that cannot be written
   */
  explain(parcours: Uuid, on: CivilDate): Promise<ExplainedRisk>;
  /**
   * Reviews whatever is due at an instant, once, as the worker does.
   * @throws DomainError on an instant to come: what a review finds is recorded for good
   */
  review(at: Instant): Promise<ReviewCounts>;
}

/** How long read models are waited for before a review. */
const PATIENCE_MS = 600_000;

/** Opens an installation for its risks, with the product running or stopped. */
export function withRisks<Result>(
  configuration: Configuration,
  onMessage: (message: string) => void,
  work: (risks: Risks) => Promise<Result>,
): Promise<Result> {
  return untilDone(async (closers) => {
    const { storage } = await reach(configuration, onMessage, closers);
    return work({
      explain: (parcours, on) => explainRisk(storage, closers, parcours, on),
      review: (at) => reviewOnce(storage, closers, at),
    });
  });
}

async function explainRisk(storage: Storage, closers: Closers, parcours: Uuid, on: CivilDate): Promise<ExplainedRisk> {
  const { log, store } = await opened(storage, closers, 'cli');
  const entries = await store.load(`parcours-${parcours}`);
  const [first] = entries;
  const head = await log.head();
  if (first === undefined || head === null) {
    throw new DomainError('not-found', 'parcours-unknown', 'Ce parcours n’existe pas.');
  }
  if (first.erased)
    throw new DomainError('gone', 'subject-erased', 'Cette personne est effacée : rien ne reste d’elle.');
  const now = systemClock.now();
  if (on > dateAt(now, ZONE)) throw invalidField('/on', 'not-come', 'Choisissez un jour passé, ou aujourd’hui.');
  const at = Math.min(endOfDay(on, ZONE), now);
  const asked = {
    parcours,
    person: first.keyId,
    territory: first.territory ?? null,
    at,
    upTo: head.position,
    zone: ZONE,
  };
  const { facts, zone } = await factsFromLog(logPlaceOf(storage, 'cli'), asked);
  await noteAccess(storage, closers, first, now);
  const rules = first.territory === undefined ? [] : await store.load(`ruleSet-${first.territory}`);
  const ruleSet = rulesThen(rules as unknown as readonly StoredEvent<RuleSetEvent>[], { at, position: null });
  const days = new Map(entries.flatMap((entry) => (entry.erased ? [] : [[entry.eventId, entry.occurredOn] as const])));
  return {
    ...{ parcoursId: parcours, on, position: head.position, known: facts !== null },
    ruleSet: { version: ruleSet.version, label: ruleSet.label.fr },
    ...toldRisk(facts === null ? null : explain(facts, ruleSet, at), days, zone),
  };
}

/** Before anything is told (security.md § 4). */
async function noteAccess(
  { urls }: Storage,
  closers: Closers,
  { keyId, territory }: Pick<StoredEvent, 'keyId' | 'territory'>,
  at: Instant,
): Promise<void> {
  const pool = createPool(urlOf(urls, 'cli'), { name: 'jalons-risk-journal', max: 1 });
  closers.add(() => pool.end());
  await new PostgresAccessJournal(pool).record(commandLineAccess('parcours-risk', [keyId], territory, at));
}

/** Under the worker's role, which alone writes what reviews find. */
async function reviewOnce(storage: Storage, closers: Closers, at: Instant): Promise<ReviewCounts> {
  if (at > systemClock.now()) {
    const message = 'Choisissez un instant passé : des alertes d’un jour à venir resteraient au journal.';
    throw invalidField('/at', 'not-come', message);
  }
  const url = urlOf(storage.urls, 'worker');
  const { log, runner } = await opened(storage, closers, 'worker');
  const head = await log.head();
  if (head !== null) {
    const progress = CheckpointProgress.open({ url });
    closers.add(() => progress.close());
    await progress.waitFor([RISK_PROJECTION, 'territories'], head.position, PATIENCE_MS);
  }
  const { idSecret } = storage.masterKey;
  return reviewRisksOnce({ url, runner, idSecret, zone: ZONE, clock: { now: () => at } });
}

async function opened(storage: Storage, closers: Closers, role: 'cli' | 'worker') {
  const events = await openEventSide(storage, role, new EventTypeRegistry(eventTypes));
  closers.add(() => events.close());
  return events;
}
