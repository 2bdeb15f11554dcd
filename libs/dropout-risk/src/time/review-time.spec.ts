import { describe, expect, it } from '@jest/globals';
import { civilDateOf as day } from '@jalons/kernel';
import { Midnights } from './midnights.js';
import { ReviewTime } from './review-time.js';

const midnights = new Midnights('Europe/Paris');

describe('the time of a review', () => {
  it('a day has begun from its local midnight on, before and after a clock change', () => {
    const winter = Date.parse('2026-03-28T23:00:00Z');
    const summer = Date.parse('2026-03-29T22:00:00Z');
    expect(new ReviewTime(winter, midnights).begun(day('2026-03-29'))).toBe(true);
    expect(new ReviewTime(winter - 1, midnights).begun(day('2026-03-29'))).toBe(false);
    expect(new ReviewTime(summer, midnights).begun(day('2026-03-30'))).toBe(true);
    expect(new ReviewTime(summer - 1, midnights).begun(day('2026-03-30'))).toBe(false);
  });

  it('the next review is due at the least instant asked and not reached', () => {
    const time = new ReviewTime(Date.parse('2026-11-24T10:00:00Z'), midnights);
    expect(time.nextReviewAt).toBeNull();
    time.begun(day('2026-11-24'));
    expect(time.nextReviewAt).toBeNull();
    time.begun(day('2027-01-01'));
    time.begun(day('2026-12-01'));
    time.begun(day('2026-12-24'));
    expect(time.nextReviewAt).toBe(Date.parse('2026-11-30T23:00:00Z'));
  });
});
