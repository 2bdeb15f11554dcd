import { createPool } from '@jalons/database';
import { commandHashOf, SYSTEM_ACTOR_ID, SYSTEM_KEY_ID, type Decided, type EventStore } from '@jalons/event-log';
import {
  cellOf,
  indicatorsProjection,
  quarterEnd,
  quarterStart,
  releaseOf,
  type ResidueEvent,
} from '@jalons/indicators';
import { defineQueue, jobId, type Jobs } from '@jalons/jobs';
import { addDays, dateAt, derivedId, randomId, type CivilDate } from '@jalons/kernel';
import { WaitingResidues, type WaitingResidue } from '@jalons/privacy';
import { CheckpointProgress } from '@jalons/projections';

export interface ResidueParts {
  /** Connection string of the worker's role. */
  readonly url: string;
  readonly store: Pick<EventStore, 'append'>;
  readonly idSecret: Uint8Array;
  /** The zone whose night it waits for. */
  readonly zone: string;
  /** The day that it is there. */
  readonly today: () => CivilDate;
}

const QUEUE = defineQueue<Record<string, never>>({ name: 'residues' });
/** The night before the last day of each quarter: those of one quarter go together, whenever in it they were erased. */
const ENDS_OF_QUARTER = { 'long-months': '30 4 31 3,12 *', 'short-months': '30 4 30 6,9 *' } as const;
const PATIENCE_MS = 60_000;

/**
 * Takes waiting residues over into the log at the end of each quarter, and at the start where this installation was off
 * then: see {@link releaseIfDue}.
 */
export async function releaseAtQuarters(jobs: Jobs, parts: ResidueParts): Promise<void> {
  const queue = await jobs.queue(QUEUE);
  for (const [name, cron] of Object.entries(ENDS_OF_QUARTER))
    await queue.schedule(name, { cron, zone: parts.zone }, {});
  await jobs.work(QUEUE, async () => void (await releaseIfDue(parts)));
  await queue.enqueue([{ id: jobId('residues', randomId()), payload: {} }]);
}

/**
 * Takes the residues of erased people over into the log, in cells of at least eleven (security.md § 3), where the last day
 * of a quarter has come since that was last done, or since there may be any; those too few for any cell wait on. Which go
 * is settled first, each has one event of its own, and a waiting one is let go once the figures count what the log says
 * instead: whatever is killed in between, the next time goes on from there, on whatever day.
 * @returns how many were let go
 */
export async function releaseIfDue({ url, store, idSecret, zone, today }: ResidueParts): Promise<number> {
  const pool = createPool(url, { name: 'jalons-residues', max: 2 });
  const progress = CheckpointProgress.open({ url });
  try {
    const residues = new WaitingResidues(pool);
    const day = today();
    if (await isDue(residues, day, zone)) await residues.decide((free) => releaseOf(free, cellOf), day);
    const leaving = await residues.releasing();
    let last: string | undefined;
    for (const residue of leaving) last = later(last, await append(residue, store, idSecret));
    if (last === undefined || !(await progress.waitFor([indicatorsProjection.name], last, PATIENCE_MS))) return 0;
    await residues.forget(leaving.map(({ id }) => id));
    return leaving.length;
  } finally {
    await progress.close();
    await pool.end();
  }
}

async function isDue(residues: WaitingResidues, today: CivilDate, zone: string): Promise<boolean> {
  const { releasedOn, firstAskedAt } = await residues.lastRelease();
  const since = releasedOn ?? (firstAskedAt === null ? null : dateAt(firstAskedAt, zone));
  return since !== null && since < lastEndOfQuarter(today);
}

/** The latest last day of a quarter that has come. */
function lastEndOfQuarter(today: CivilDate): CivilDate {
  return addDays(quarterStart(addDays(today, 1)), -1);
}

/** Nothing of its envelope links a residue to another: its ids derive from its own, and the system is the actor. */
async function append(
  { id, ...residue }: WaitingResidue,
  store: Pick<EventStore, 'append'>,
  idSecret: Uint8Array,
): Promise<string> {
  const context = {
    commandId: derivedId(idSecret, 'residue', id),
    commandHash: commandHashOf({ residue: id }),
    actor: SYSTEM_ACTOR_ID,
    correlationId: id,
  };
  const event = { ...eventOf(residue), occurredOn: quarterEnd(residue.quarter) } as Decided<ResidueEvent>;
  const outcome = await store.append(`residue-${id}`, 'none', [event], context, SYSTEM_KEY_ID);
  if (outcome.status === 'appended') return outcome.position;
  throw new Error('the stream of a residue holds something else');
}

function eventOf(residue: Omit<WaitingResidue, 'id'>): ResidueEvent {
  const { kind, ...data } = residue;
  return { type: kind === 'entry' ? 'EntryResidueRecorded' : 'ExitResidueRecorded', data } as ResidueEvent;
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other;
}
