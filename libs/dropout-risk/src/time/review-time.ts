import type { CivilDate, Instant } from '@jalons/kernel';
import type { Midnights } from './midnights.js';

/**
 * The only reading of time in a review (risk.md § 2). What a review answers depends on `now` through {@link reached}
 * alone; so until the least instant asked and not yet reached, every review answers the same, and none is needed.
 */
export class ReviewTime {
  private least: Instant | null = null;

  constructor(
    private readonly now: Instant,
    private readonly midnights: Midnights,
  ) {}

  reached(instant: Instant): boolean {
    if (instant <= this.now) return true;
    if (this.least === null || instant < this.least) this.least = instant;
    return false;
  }

  /** Whether the day has begun in the territory's zone. */
  begun(day: CivilDate): boolean {
    return this.reached(this.midnights.of(day));
  }

  /** The least instant asked and not yet reached; null where only an event can change the answer. */
  get nextReviewAt(): Instant | null {
    return this.least;
  }
}
