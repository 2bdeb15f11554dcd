import type { Decided } from '@jalons/event-log';
import type { CivilDate, Instant } from '@jalons/kernel';
import type { Flag } from '../evaluate/flag.js';
import { levelOf, scoreOf } from '../evaluate/score.js';
import { LEVELS, type Level } from '../rule-set/rule-set.js';
import type { ReviewTime } from '../time/review-time.js';
import type { AlertEvent, Cause } from './alert.events.js';
import { causeName, type AlertState, type HeldCause, type OpenAlert, type SilencedCause } from './alert.state.js';
import { endingOf } from './ending.js';
import type { Review } from './review.js';

/** When it is, for a decision on alerts. */
export interface Today {
  readonly now: Instant;
  /** In the territory's zone. */
  readonly today: CivilDate;
  /** The only way to ask whether a day has begun: it notes when the next decision is due. */
  readonly time: ReviewTime;
}

type DecidedAlert = Decided<AlertEvent>;

/**
 * What a review appends to the alerts of its parcours (risk.md § 3). Pure, and at rest after one application: reviewed
 * again, nothing follows. One alert at most is open. A cause is raised once per occurrence; one that was muted, or did
 * not hold at some review, and holds again is another occurrence.
 */
export function reviewAlert(state: AlertState, review: Review, when: Today): readonly DecidedAlert[] {
  const decision = new Decision(state, review, when);
  decision.endSilenced();
  if (state.open === null) decision.raise();
  else decision.follow(state.open);
  return decision.events;
}

class Decision {
  readonly events: DecidedAlert[] = [];
  private readonly active: ReadonlyMap<string, Flag>;
  private readonly muted: ReadonlySet<string>;

  constructor(
    private readonly state: AlertState,
    private readonly review: Review,
    private readonly when: Today,
  ) {
    const { flags } = review.evaluation;
    this.active = new Map(flags.filter(({ mutedBy }) => mutedBy === null).map((flag) => [causeName(flag), flag]));
    this.muted = new Set(flags.filter(({ mutedBy }) => mutedBy !== null).map(causeName));
  }

  /** A silenced cause that holds no more is forgotten: holding again, it speaks. */
  endSilenced(): void {
    for (const cause of this.state.silenced) {
      if (!this.active.has(causeName(cause))) this.end(cause, this.state.count);
    }
  }

  raise(): void {
    const { evaluation, parcours, ruleSet, shadow, backlog } = this.review;
    const fresh = this.fresh([]);
    if (fresh.length === 0 || !this.isHigh(evaluation.level)) return;
    this.append({
      type: 'AlertRaised',
      data: {
        ...{ parcours, n: this.state.count + 1, ruleSet: ruleSet.id, ruleSetVersion: ruleSet.version },
        ...{ causes: fresh.map((flag) => this.causeOf(flag)), level: evaluation.level, at: this.when.now },
        ...(shadow && { shadow }),
        ...(backlog && { backlog }),
      },
    });
  }

  follow(open: OpenAlert): void {
    const { evaluation } = this.review;
    const { n } = open;
    const over = !this.isHigh(this.levelWithMuted());
    if (over && this.mayEnd(open)) return this.resolve(open);
    const gone = open.causes.filter((cause) => !this.active.has(causeName(cause)));
    // Beneath the level that raises nothing is added: it would be told as a new reason to worry.
    const fresh = over ? [] : this.fresh(open.causes);
    const moved = this.moves(gone, fresh);
    const goesOn = new Set(moved.values());
    for (const cause of gone) if (!goesOn.has(cause)) this.end(cause, n);
    for (const flag of fresh) {
      const from = moved.get(flag);
      const replaces = from && { instance: from.instance, anchor: from.anchor, occurrence: from.occurrence };
      this.append({
        type: 'AlertCauseAdded',
        data: { n, cause: this.causeOf(flag), ...(replaces && { replaces }), at: this.when.now },
      });
    }
    const suspended = !over && !this.isHigh(evaluation.level);
    if (evaluation.level !== open.level || suspended !== open.suspended) {
      this.append({
        type: 'AlertLevelChanged',
        data: { n, level: evaluation.level, suspended, at: this.when.now },
      });
    }
    this.escalate(open, suspended || over);
  }

  private resolve({ n, causes, raisedOn }: OpenAlert): void {
    const ending = endingOf(
      causes.map(({ instance }) => instance),
      this.review,
      { reviewedAt: this.state.reviewedAt, raisedOn, now: this.when.now },
    );
    this.append({ type: 'AlertResolved', data: { n, ...ending } });
  }

  /** One taken in charge asks for its outcome first, unless there is nobody left to answer for. */
  private mayEnd({ takenInChargeBy, causes }: OpenAlert): boolean {
    if (takenInChargeBy === null) return true;
    const { evaluation, facts, ruleSet, voided } = this.review;
    const inSet = new Set(ruleSet.rules.map(({ instance }) => instance));
    const retired = causes.length > 0 && causes.every(({ instance }) => !inSet.has(instance));
    return evaluation.stoppedBy !== null || facts.exit !== null || voided === true || retired;
  }

  private escalate({ n, seen, escalated, shadow, raisedOn, snoozedUntil }: OpenAlert, quiet: boolean): void {
    // Asked for its due date alone: then the alert is shown again.
    if (snoozedUntil !== null) this.when.time.begun(snoozedUntil);
    if (seen || escalated || shadow || quiet) return;
    const { facts, ruleSet } = this.review;
    if (!this.when.time.begun(facts.calendar.after(raisedOn, ruleSet.alerts.escalateAfterWorkingDays))) return;
    this.append({ type: 'AlertEscalated', data: { n, at: this.when.now } });
  }

  private end(cause: SilencedCause | HeldCause, n: number): void {
    const { instance, anchor, occurrence, addedOn: raisedOn } = cause;
    const { now } = this.when;
    const { kind, by } = this.muted.has(causeName(cause))
      ? { kind: 'muted' as const, by: { at: now } }
      : endingOf([instance], this.review, { reviewedAt: this.state.reviewedAt, raisedOn, now });
    this.append({ type: 'AlertCauseEnded', data: { n, cause: { instance, anchor, occurrence }, kind, by } });
  }

  /** What holds, and neither the open alert nor a closing has answered for. */
  private fresh(held: readonly HeldCause[]): readonly Flag[] {
    const known = new Set(held.map(causeName));
    const silenced = new Map(this.state.silenced.map((cause) => [causeName(cause), cause]));
    return [...this.active].flatMap(([name, flag]) => {
      const silence = silenced.get(name);
      return known.has(name) || (silence !== undefined && !this.isOver(silence, flag)) ? [] : [flag];
    });
  }

  private isOver({ closedAt, until }: SilencedCause, { evidenceAt }: Flag): boolean {
    return evidenceAt > closedAt || this.when.time.begun(until);
  }

  /** The causes that go on as another flag, because a sign of her from before they were raised became known late. */
  private moves(gone: readonly HeldCause[], fresh: readonly Flag[]): ReadonlyMap<Flag, HeldCause> {
    const moved = new Map<Flag, HeldCause>();
    for (const cause of gone) {
      if (this.muted.has(causeName(cause))) continue;
      const flag = fresh.find(
        (one) =>
          !moved.has(one) && one.instance === cause.instance && one.signOn !== null && one.signOn < cause.addedOn,
      );
      if (flag !== undefined) moved.set(flag, cause);
    }
    return moved;
  }

  private causeOf({ instance, rule, anchor, evidence, rearmDays }: Flag): Cause {
    const occurrence = (this.state.occurrences[causeName({ instance, anchor })] ?? 0) + 1;
    return { instance, rule, anchor, occurrence, evidence, rearmDays };
  }

  private levelWithMuted(): Level {
    const { evaluation, ruleSet } = this.review;
    return levelOf(scoreOf(evaluation.flags), ruleSet);
  }

  private isHigh(level: Level): boolean {
    return LEVELS.indexOf(level) >= LEVELS.indexOf(this.review.ruleSet.alerts.raiseFrom);
  }

  private append(event: AlertEvent): void {
    this.events.push({ ...event, occurredOn: this.when.today } as DecidedAlert);
  }
}
