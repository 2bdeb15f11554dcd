import {
  alertDecider,
  earlier,
  evaluate,
  planReview,
  reviewOf,
  voidedReview,
  type AlertCommand,
  type AlertEvent,
  type AlertState,
  type Evaluation,
  type RiskFacts,
  type RuleSet,
} from '@jalons/dropout-risk';
import type { StoredEvent } from '@jalons/event-log';
import { isDomainError, type Instant } from '@jalons/kernel';
import { testId } from '../given.js';
import { calendar, midnights, PARCOURS } from './story.js';

/** The alerts of one parcours as reviews and people make them, on a clock of its own. */
export class AlertLife {
  readonly events: StoredEvent<AlertEvent>[] = [];
  state: AlertState = alertDecider.initial();
  evaluation: Evaluation | null = null;
  /** When the next review is due. */
  dueAt: Instant | null = null;

  constructor(private readonly rules: RuleSet) {}

  /** Reviews on the facts known at `t`; null where the opening was voided, or is not known yet. */
  review(facts: RiskFacts | null, t: Instant, rules: RuleSet = this.rules): void {
    if (facts === null && this.evaluation === null) return;
    const review =
      facts === null
        ? voidedReview({ parcours: PARCOURS, calendar, midnights }, rules)
        : reviewOf(facts, evaluate(facts, rules, t), rules);
    this.evaluation = review.evaluation;
    const planned = planReview(this.state, review, t);
    this.run({ type: 'ReviewAlert', review }, t);
    this.dueAt = earlier(this.evaluation.nextReviewAt, planned.dueAt);
  }

  /** Somebody acts; false where the alert is not there, or no longer. */
  act(command: AlertCommand, t: Instant): boolean {
    try {
      this.actOrThrow(command, t);
      return true;
    } catch (error) {
      if (isDomainError(error)) return false;
      throw error;
    }
  }

  actOrThrow(command: AlertCommand, t: Instant): void {
    this.run(command, t);
  }

  /** The types of what was appended, with the cause or outcome that each tells of. */
  get told(): readonly string[] {
    return this.events.map(({ type, data }) => [type.slice('Alert'.length), ...wordsOf(data)].join(' '));
  }

  private run(command: AlertCommand, t: Instant): void {
    for (const event of alertDecider.decide(command, this.state, { now: t, zone: 'Europe/Paris' })) {
      const stored = {
        ...event,
        ...{ stream: `alert-${PARCOURS}`, eventId: testId(20_000 + this.events.length), revision: this.events.length },
        ...{ recordedAt: t, actor: testId(20), erased: false },
      } as unknown as StoredEvent<AlertEvent>;
      this.events.push(stored);
      this.state = alertDecider.evolve(this.state, stored);
    }
  }
}

function wordsOf(data: AlertEvent['data']): readonly string[] {
  const words: string[] = [];
  const name = ({ instance, occurrence }: { readonly instance: string; readonly occurrence: number }) =>
    occurrence === 1 ? instance : `${instance}#${occurrence}`;
  if ('causes' in data) words.push(data.causes.map(name).join('+'), data.level);
  if ('cause' in data) words.push(name(data.cause));
  if ('replaces' in data && data.replaces !== undefined) words.push(`for ${name(data.replaces)}`);
  if ('suspended' in data) words.push(data.level, ...(data.suspended ? ['suspended'] : []));
  if ('kind' in data) words.push(data.kind);
  if ('outcome' in data && data.outcome !== undefined) words.push(data.outcome);
  return words;
}
