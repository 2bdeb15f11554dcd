import { randomId } from '@jalons/kernel';
import type { EventTypeRegistry } from '@jalons/event-log';
import type { EventFeedOptions, FeedSource } from '../feed/event-feed.js';
import type { Projection } from '../projection.js';
import type { ProjectionNotice } from './notice.js';

export interface ProjectionRunnerOptions {
  /** Connection string of `jalons_worker`. */
  readonly url: string;
  /**
   * Connection string of `jalons_owner`, in the process that migrates: it makes missing tables at the opening, builds
   * new versions beside the served ones, and swaps. Without it the runner waits for another process to do so.
   */
  readonly ownerUrl?: string;
  /** The log in clear: decrypted and upcast, in the worker's role. */
  readonly store: FeedSource;
  readonly projections: readonly Projection[];
  /** Every event type of the product: a type that it does not hold is skipped when live and stops a rebuild. */
  readonly registry?: Pick<EventTypeRegistry, 'find'>;
  /** Names this process in the leases, unlike any other; made of the process id and chance by default. */
  readonly holder?: string;
  /** How long a lease outlives the last sign of its holder: 8 s by default, so that another takes over within 10 s. */
  readonly leaseMs?: number;
  /** How often to look for leases that became free: an eighth of a lease by default. */
  readonly seekMs?: number;
  /** Sizes of pages and batches: see {@link EventFeedOptions}. */
  readonly feed?: EventFeedOptions;
  /** Connections for writing, 4 by default: no more projections than that write at the same time. */
  readonly connections?: number;
  /** How often a batch is tried as a whole before its poison event is set aside: 3 by default. */
  readonly attempts?: number;
  /** Keys that may be blocked before the projection counts as broken: 1 000 by default. */
  readonly maxParkedKeys?: number;
  /** Told what the operator may want to read in the log of the process. */
  readonly onNotice?: (notice: ProjectionNotice) => void;
}

const DEFAULTS = { leaseMs: 8_000, connections: 4, attempts: 3, maxParkedKeys: 1_000 };

export type RunnerSettings = Required<Omit<ProjectionRunnerOptions, 'ownerUrl' | 'registry'>> &
  Pick<ProjectionRunnerOptions, 'ownerUrl' | 'registry'>;

export function withDefaults(options: ProjectionRunnerOptions): RunnerSettings {
  const leaseMs = options.leaseMs ?? DEFAULTS.leaseMs;
  return {
    ...DEFAULTS,
    holder: `worker-${process.pid}-${randomId().slice(0, 8)}`,
    seekMs: leaseMs / 8,
    feed: {},
    onNotice: () => {},
    ...options,
  };
}

/**
 * Settings of the sessions that write. Falling silent inside a transaction ends it after half a lease, so that its locks
 * are gone when another worker takes over. A batch that a crash of the server loses is folded again from the log, with
 * its checkpoint: nothing waits for the disk.
 */
export function writingUrl(url: string, leaseMs: number): string {
  const copy = new URL(url);
  const settings = [`idle_in_transaction_session_timeout=${Math.floor(leaseMs / 2)}`, 'synchronous_commit=off'];
  const options = [copy.searchParams.get('options'), ...settings.map((setting) => `-c ${setting}`)];
  copy.searchParams.set('options', options.filter((option) => option !== null).join(' '));
  return copy.toString();
}
