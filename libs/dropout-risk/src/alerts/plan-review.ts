import type { Decided, StoredEvent } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import { ReviewTime } from '../time/review-time.js';
import type { AlertEvent } from './alert.events.js';
import { evolveAlert, type AlertState } from './alert.state.js';
import type { Review } from './review.js';
import { reviewAlert } from './review-alert.js';

/** What a review would append to the alerts of its parcours, and when they ask for another one. */
export interface PlannedReview {
  readonly events: readonly Decided<AlertEvent>[];
  readonly state: AlertState;
  /** A snooze or a silence over, an escalation: null where none is to come. */
  readonly dueAt: Instant | null;
}

/** Reviews on a copy of the state, without the log: most reviews change nothing, and need no command. */
export function planReview(state: AlertState, review: Review, now: Instant): PlannedReview {
  const { midnights } = review.facts;
  const today = midnights.dayAt(now);
  const first = new ReviewTime(now, midnights);
  const events = reviewAlert(state, review, { now, today, time: first });
  if (events.length === 0) return { events, state, dueAt: first.nextReviewAt };
  const next = events.reduce((folded, event) => evolveAlert(folded, asStored(event, now)), state);
  const time = new ReviewTime(now, midnights);
  // At rest: it only asks for what is to come.
  reviewAlert(next, review, { now, today, time });
  return { events, state: next, dueAt: time.nextReviewAt };
}

function asStored(event: Decided<AlertEvent>, now: Instant): StoredEvent<AlertEvent> {
  const actor: Uuid = '';
  return { ...event, recordedAt: now, actor } as unknown as StoredEvent<AlertEvent>;
}

/** The earlier of two instants, null standing for never. */
export function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
