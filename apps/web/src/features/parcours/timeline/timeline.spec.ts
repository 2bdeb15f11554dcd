import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../../../api/index.js';
import { timelineOf } from './timeline.js';

const entry = (eventId: string, occurredOn: string, voided = false): Entry => ({
  eventId,
  type: 'ContactAttempted',
  occurredOn,
  recordedOn: occurredOn,
  structure: null,
  time: null,
  actor: null,
  data: {},
  hidden: [],
  voided,
  corrects: null,
});

describe('the timeline in words', () => {
  const entries = [
    entry('a', '2026-01-10'),
    entry('b', '2026-02-01'),
    entry('c', '2026-02-01'),
    entry('d', '2026-03-01', true),
  ];
  const gaps = [{ from: '2026-02-01', to: '2026-02-20', days: 19 }];
  const keys = (showVoided: boolean) => timelineOf(entries, gaps, { showVoided }).map(({ key }) => key);

  it('runs from the newest to the oldest, a gap where it began', () => {
    expect(keys(false)).toEqual(['c', 'b', 'gap-2026-02-01', 'a']);
  });

  it('shows voided steps on demand only', () => {
    expect(keys(true)[0]).toBe('d');
  });
});
