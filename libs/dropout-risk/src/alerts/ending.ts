import type { Instant } from '@jalons/kernel';
import type { News } from '../facts/news.js';
import type { EndedBy, EndKind, Outcome } from './alert.events.js';
import type { Review } from './review.js';

/** Exits that are the dropout which an alert warned of (risk.md § 4, label). */
const LOST: ReadonlySet<string> = new Set(['abandonment', 'unreachable']);

/** What took a cause or an alert away. */
export interface Ending {
  readonly kind: EndKind;
  readonly by: EndedBy;
  readonly outcome?: Extract<Outcome, 'lost'>;
}

/**
 * What ended it: what stops every rule, then the exit, then a rule that is gone, then the entries that the log took
 * since the last review that changed something; time itself where there are none.
 * @param raisedOn a contact or start of an earlier day is late data: it would not have been raised
 */
export function endingOf(
  instances: readonly string[],
  { evaluation: { stoppedBy }, facts, ruleSet, voided }: Review,
  { reviewedAt, raisedOn, now }: { readonly reviewedAt: Instant; readonly raisedOn: string; readonly now: Instant },
): Ending {
  if (stoppedBy !== null) return { kind: stoppedBy.by, by: { byEvent: stoppedBy.evidence } };
  if (facts.exit !== null) {
    const lost = LOST.has(facts.exit.reason);
    return { kind: 'exit', by: { byEvent: facts.exit.eventId }, ...(lost && { outcome: 'lost' }) };
  }
  if (voided === true) return { kind: 'correction', by: { at: now } };
  const inSet = new Set(ruleSet.rules.map(({ instance }) => instance));
  if (!instances.some((instance) => inSet.has(instance))) return { kind: 'rule-retired', by: { at: now } };
  const news = newsSince(reviewedAt, facts);
  for (const kind of ['contact', 'start', 'correction', 'other'] as const) {
    const found = news.findLast((one) => one.kind === kind);
    if (found === undefined) continue;
    const late = (kind === 'contact' || kind === 'start') && found.on < raisedOn;
    return { kind: late ? 'late-data' : kind, by: { byEvent: found.eventId } };
  }
  return { kind: 'other', by: { at: now } };
}

/** A contact in another parcours of the person is no entry of this one's stream. */
function newsSince(instant: Instant, { latest, lastContact }: Review['facts']): readonly News[] {
  const elsewhere: readonly News[] =
    lastContact === null || latest.some(({ eventId }) => eventId === lastContact.eventId)
      ? []
      : [{ eventId: lastContact.eventId, on: lastContact.on, at: lastContact.at, kind: 'contact' }];
  return [...elsewhere, ...latest].filter(({ at }) => at > instant);
}
