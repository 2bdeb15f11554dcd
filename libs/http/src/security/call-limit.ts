import { LruMap } from '@jalons/event-log';
import type { Clock } from '../clock/clock.js';
import { type RateLimit, tooMany } from './rate-limit.js';

/** Callers remembered at once; the least recent are forgotten first. */
const REMEMBERED = 10_000;

interface Window {
  readonly endsAt: number;
  readonly calls: number;
}

/** Limits what one caller, known by name rather than by address, may ask of one process in a window of time. */
export class CallLimit {
  private readonly windows = new LruMap<string, Window>(REMEMBERED);

  constructor(
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  /** Counts a call; refused (429) beyond the limit, until the window of the first one is over. */
  take(caller: string): void {
    const now = this.clock.now();
    const known = this.windows.get(caller);
    const current = known !== undefined && now < known.endsAt ? known : { endsAt: now + this.limit.windowMs, calls: 0 };
    if (current.calls >= this.limit.max) throw tooMany(Math.ceil((current.endsAt - now) / 1000));
    this.windows.set(caller, { ...current, calls: current.calls + 1 });
  }
}
