import { LogUnavailable, type AppendOutcome, type AppendRequest } from '../port/event-log.js';

/** Stores a group in one round trip and says what became of each append, in order. */
export type SendGroup = (group: readonly AppendRequest[]) => Promise<readonly AppendOutcome[]>;

export interface GroupCommitLimits {
  /** Most appends waiting; one more is turned away. */
  readonly maxWaiting: number;
  /** Most bytes waiting, as {@link validateAppend} counts them. */
  readonly maxWaitingBytes: number;
  /** Most events of one group, and most bytes: what one round trip and one transaction may weigh. */
  readonly maxGroupEvents: number;
  readonly maxGroupBytes: number;
}

/** Events per append from which a second lane pays: 1.04 x at ten, 0.67 x at one (docs/benchmarks.md). */
const EVENTS_FOR_TWO_LANES = 4;

/** What a caller turned away is told; a group takes a few milliseconds, so the queue has moved on by then. */
const RETRY_AFTER_MS = 1_000;

interface Waiting {
  readonly request: AppendRequest;
  readonly bytes: number;
  resolve(outcome: AppendOutcome): void;
  reject(error: unknown): void;
}

/**
 * Group commit: while one group is being stored, the next one fills, so that one flush serves them all. An append that
 * meets an idle log leaves within the same tick: there is no batching delay.
 *
 * One lane at a time, two where appends are of many events: then a lane takes at most half of the appends in flight,
 * and one group is being stored while the other travels and its successor is being encrypted.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private waitingEvents = 0;
  private lanesBusy = 0;
  private inFlight = 0;
  private scheduled = false;
  private closed = false;
  private idle: (() => void)[] = [];

  constructor(
    private readonly send: SendGroup,
    private readonly limits: GroupCommitLimits,
  ) {}

  /** Queues a request that was validated and weighs `bytes`. */
  append(request: AppendRequest, bytes: number): Promise<AppendOutcome> {
    if (this.closed) return Promise.reject(new LogUnavailable('the log is closed'));
    if (
      this.waiting.length >= this.limits.maxWaiting ||
      (this.waiting.length > 0 && this.waitingBytes + bytes > this.limits.maxWaitingBytes)
    ) {
      return Promise.reject(new LogUnavailable('too many appends are waiting', RETRY_AFTER_MS));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, bytes, resolve, reject });
      this.waitingBytes += bytes;
      this.waitingEvents += request.events.length;
      this.schedule();
    });
  }

  /** Takes no more appends and returns when those accepted are answered. */
  close(): Promise<void> {
    this.closed = true;
    if (this.lanesBusy === 0 && this.waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  /** Callers of the same tick share a group; nobody waits for a timer. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      while (this.waiting.length > 0 && this.lanesBusy < this.lanes()) void this.sendOne(this.nextGroup());
    });
  }

  private lanes(): 1 | 2 {
    return this.waiting.length > 1 && this.waitingEvents >= EVENTS_FOR_TWO_LANES * this.waiting.length ? 2 : 1;
  }

  private nextGroup(): Waiting[] {
    const share = this.lanes() === 2 ? Math.ceil((this.waiting.length + this.inFlight) / 2) : this.waiting.length;
    let [count, events, bytes] = [0, 0, 0];
    for (const each of this.waiting) {
      const [moreEvents, moreBytes] = [events + each.request.events.length, bytes + each.bytes];
      const full = moreEvents > this.limits.maxGroupEvents || moreBytes > this.limits.maxGroupBytes;
      if (count > 0 && (count === share || full)) break;
      [count, events, bytes] = [count + 1, moreEvents, moreBytes];
    }
    const group = this.waiting.splice(0, count);
    this.waitingEvents -= events;
    this.waitingBytes -= bytes;
    return group;
  }

  private async sendOne(group: readonly Waiting[]): Promise<void> {
    this.lanesBusy += 1;
    this.inFlight += group.length;
    try {
      const outcomes = await this.send(group.map((each) => each.request));
      group.forEach((each, index) => each.resolve(outcomes[index]!));
    } catch (error) {
      for (const each of group) each.reject(error);
    }
    this.lanesBusy -= 1;
    this.inFlight -= group.length;
    if (this.waiting.length > 0) this.schedule();
    else if (this.lanesBusy === 0) for (const resolve of this.idle.splice(0)) resolve();
  }
}
