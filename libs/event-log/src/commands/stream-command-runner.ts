import { setTimeout as delay } from 'node:timers/promises';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { DomainEvent } from '../codec/event.js';
import type { EventStore } from '../event-store.js';
import type { StreamName } from '../port/envelope.js';
import { eventIdOf } from './command-ids.js';
import type { CommandRequest, CommandResult, CommandRunner } from './command-runner.js';
import { FoldedStream, type StoredCommand } from './folded-stream.js';
import { ifFresh } from './if-fresh.js';
import { keyReused } from './key-reused.js';
import { LruMap } from './lru-map.js';
import { StreamQueues } from './stream-queues.js';

export interface StreamCommandRunnerOptions {
  readonly store: EventStore;
  /** Secret kept with the master key, the same that the store derives event ids with. */
  readonly idSecret: Uint8Array;
  /** Folded streams kept in memory, at most: 2 000 by default, some 20 KB each for 100 events. */
  readonly maxStreams?: number;
  /** Commands waiting on one stream, at most: 100 by default; more are refused as `unavailable`. */
  readonly maxWaiting?: number;
  /** Decisions taken for one command, at most: 8 by default; only other processes can make the first ones fail. */
  readonly maxAttempts?: number;
  /** From 0 up to 1: spreads the retries of processes that race. */
  readonly random?: () => number;
}

const RETRY_STEP_MS = 5;

/** Runs commands against the log: see {@link CommandRunner}. */
export class StreamCommandRunner implements CommandRunner {
  private readonly store: EventStore;
  private readonly idSecret: Uint8Array;
  private readonly queues: StreamQueues;
  private readonly folds: LruMap<StreamName, FoldedStream>;
  private readonly maxAttempts: number;
  private readonly random: () => number;
  private evictions = 0;

  constructor(options: StreamCommandRunnerOptions) {
    this.store = options.store;
    this.idSecret = options.idSecret;
    this.queues = new StreamQueues(options.maxWaiting ?? 100);
    this.folds = new LruMap(options.maxStreams ?? 2_000);
    this.maxAttempts = options.maxAttempts ?? 8;
    this.random = options.random ?? Math.random;
  }

  run<Command, Event extends DomainEvent, State>(
    request: CommandRequest<Command, Event, State>,
  ): Promise<CommandResult> {
    if (!request.stream.startsWith(`${request.decider.category}-`)) {
      throw new Error(`a ${request.decider.category} command cannot run on ${request.stream}`);
    }
    return this.queues.run(request.stream, () => this.execute(request));
  }

  /** Forgets the folded state of a stream. */
  evict(stream: StreamName): void {
    this.evictions += 1;
    this.folds.delete(stream);
  }

  /** Forgets every stream with an event under this key, which was destroyed; null forgets all. */
  evictKey(keyId: Uuid | null): void {
    this.evictions += 1;
    for (const [stream, folded] of this.folds) {
      if (keyId === null || folded.isSealedBy(keyId)) this.folds.delete(stream);
    }
  }

  private async execute<Command, Event extends DomainEvent, State>(
    request: CommandRequest<Command, Event, State>,
  ): Promise<CommandResult> {
    const { decider, stream, context } = request;
    for (let attempt = 1; ; attempt += 1) {
      const folded = await this.upToDate(request);
      const earlier = folded.commandOf(context.commandId);
      if (earlier !== undefined) return this.firstAnswer(request, earlier);

      const events = ifFresh(request.expected, folded.revision, () =>
        decider.decide(request.command, folded.state, request.decision),
      );
      if (events.length === 0) {
        return { stream, eventIds: [], revision: folded.revision, position: folded.position, repeated: false };
      }
      const outcome = await this.store.append(stream, folded.expected, events, context, request.keyId);
      if (outcome.status === 'appended' && !outcome.repeated) {
        const eventIds = events.map(
          (event, ordinal) => event.eventId ?? eventIdOf(this.idSecret, stream, context.commandId, ordinal),
        );
        return { stream, eventIds, revision: outcome.revision, position: outcome.position, repeated: false };
      }
      // Another process was faster, with this very command or another one: the next turn sees what it wrote.
      if (attempt === this.maxAttempts) throw contended();
      if (attempt > 1) await delay(this.random() * RETRY_STEP_MS * attempt);
    }
  }

  /** The folded stream with everything that was stored since it was last looked at: one read of what is new. */
  private async upToDate<Command, Event extends DomainEvent, State>({
    stream,
    decider,
  }: CommandRequest<Command, Event, State>): Promise<FoldedStream<Event, State>> {
    const cached = this.folds.get(stream);
    const folded =
      cached?.isFoldOf(decider) === true
        ? (cached as unknown as FoldedStream<Event, State>)
        : new FoldedStream<Event, State>(decider);
    // Taken out while it changes: after a failure in the middle it would be neither the old state nor the new one.
    this.folds.delete(stream);
    const evictions = this.evictions;
    folded.advance(await this.store.load(stream, folded.revision + 1));
    if (evictions === this.evictions) this.folds.set(stream, folded as unknown as FoldedStream);
    return folded;
  }

  private firstAnswer(
    request: Pick<CommandRequest<never, never, never>, 'stream' | 'context'>,
    earlier: StoredCommand,
  ): CommandResult {
    if (earlier.hash !== request.context.commandHash) throw keyReused();
    const { eventIds, revision, position } = earlier;
    return { stream: request.stream, eventIds, revision, position, repeated: true };
  }
}

function contended(): DomainError {
  return new DomainError(
    'unavailable',
    'stream-contended',
    'Ce dossier est très sollicité ; réessayez dans un instant.',
  );
}
