import { commandHashOf, SYSTEM_KEY_ID, type CommandRunner, type EventStore, type StoredEvent } from '@jalons/event-log';
import { derivedId, DomainError, isDomainError, type Instant, type Uuid } from '@jalons/kernel';
import { loadRuleSet } from '../../rule-set/load.js';
import { ruleSetDecider } from '../../rule-set/rule-set.decider.js';
import type { RuleSet } from '../../rule-set/rule-set.js';
import { versionOf, type RuleSets } from '../../rule-set/rule-set.state.js';
import type { LogPlace } from '../reader/log-access.js';
import type { Readers } from '../reader/read-log.js';
import type { BackTestResult } from '../conclude.js';
import { runBackTest, type BackTestProgress } from '../run-back-test.js';
import type { BackTestRuns, DueBackTest } from './back-test-runs.js';

export interface CarryOutParts {
  readonly runs: BackTestRuns;
  readonly store: Pick<EventStore, 'load'>;
  readonly runner: CommandRunner;
  readonly idSecret: Uint8Array;
  /** Under the worker's role. */
  readonly place: LogPlace;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
  readonly clock: { now(): Instant };
  readonly readers?: Partial<Readers>;
  /** Told how far a run has come, as often as it is known. */
  readonly onProgress?: (progress: BackTestProgress) => void;
}

/** How often progress is told, and asked whether the run was taken back. */
const TELL_MS = 500;

const decider = ruleSetDecider(loadRuleSet());

/**
 * Carries out a run and records what it finds, once: killed at any instant and taken up again, it reads the log up to
 * the same event, finds the same, and appends under the same command. A run that was taken back stops, and leaves
 * nothing.
 */
export async function carryOutBackTest(parts: CarryOutParts, id: Uuid, signal: AbortSignal): Promise<void> {
  const { runs, clock } = parts;
  const run = await runs.take(id);
  if (run === null) return;
  try {
    const [ruleSet, against] = await rulesOf(parts, run);
    const result = await backTest(parts, run, ruleSet, against, signal);
    if (result === null || !(await runs.beginRecording(id))) return;
    const eventId = await record(parts, run, result);
    await runs.recorded(id, { ...result, eventId }, clock.now());
  } catch (error) {
    if (!isDomainError(error) || error.kind === 'unavailable') throw error;
    await runs.failed(id, error.code, clock.now());
  }
}

async function rulesOf(
  { store }: CarryOutParts,
  { territory, version, ruleSetHash, asked }: DueBackTest,
): Promise<readonly [RuleSet, RuleSet | undefined]> {
  const told = (await store.load(`ruleSet-${territory}`)) as readonly StoredEvent[];
  const sets = told.reduce<RuleSets>((state, event) => decider.evolve(state, event as never), decider.initial());
  const tested = versionOf(sets, version);
  if (tested?.hash !== ruleSetHash) {
    throw new DomainError('conflict', 'rule-set-changed', 'Ces règles ont changé depuis la demande : relancez.');
  }
  return [tested.ruleSet, asked.against === undefined ? undefined : versionOf(sets, asked.against)?.ruleSet];
}

/** Null where it was taken back. */
async function backTest(
  { runs, place, zone, readers, onProgress }: CarryOutParts,
  { id, territory, asked, head }: DueBackTest,
  ruleSet: RuleSet,
  against: RuleSet | undefined,
  signal: AbortSignal,
): Promise<BackTestResult | null> {
  const { against: _compared, ...question } = asked;
  const takenBack = new AbortController();
  let progress: BackTestProgress = { read: 0, total: null };
  let telling = Promise.resolve();
  const timer = setInterval(() => {
    telling = runs.tell(id, progress).then(
      (stands) => (stands ? undefined : takenBack.abort()),
      // The next one may get through.
      () => {},
    );
  }, TELL_MS);
  try {
    return await runBackTest(
      { ...question, ruleSet, head, zone, territory, ...(against !== undefined && { against }) },
      {
        ...{ ...readers, place, signal: AbortSignal.any([signal, takenBack.signal]) },
        onProgress: (told) => {
          progress = told;
          onProgress?.(told);
        },
      },
    );
  } catch (error) {
    if (takenBack.signal.aborted) return null;
    throw error;
  } finally {
    clearInterval(timer);
    await telling;
  }
}

/** The same command whoever runs it how often: it appends once. */
async function record(
  { runner, idSecret, zone, clock }: CarryOutParts,
  { id, territory, version, ruleSetHash, requestedBy }: DueBackTest,
  { summary }: BackTestResult,
): Promise<Uuid> {
  const commandId = derivedId(idSecret, 'record-back-test', id);
  const recorded = await runner.run({
    decider,
    stream: `ruleSet-${territory}`,
    command: { type: 'RecordBackTest', version, ruleSetHash, summary },
    context: {
      ...{ commandId, commandHash: commandHashOf({ run: id, hash: summary.hash }), actor: requestedBy, territory },
      correlationId: id,
    },
    decision: { now: clock.now(), zone },
    keyId: SYSTEM_KEY_ID,
  });
  return recorded.eventIds[0]!;
}
