import type { StoredEvent } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { Level } from '../rule-set/rule-set.js';
import type { AlertEvent, Cause, CauseKey } from './alert.events.js';

/** A cause that the open alert holds by. */
export interface HeldCause extends Cause {
  readonly addedOn: CivilDate;
}

/** A cause that somebody closed: it holds, and says nothing until its evidence gains an entry or the day comes. */
export interface SilencedCause extends CauseKey {
  readonly addedOn: CivilDate;
  readonly closedAt: Instant;
  readonly until: CivilDate;
}

export interface OpenAlert {
  readonly n: number;
  /** Of the rule set that raised it. */
  readonly ruleSet: string;
  readonly ruleSetVersion: number;
  readonly level: Level;
  /** Below the level that raises, because of what is muted alone. */
  readonly suspended: boolean;
  readonly raisedOn: CivilDate;
  readonly causes: readonly HeldCause[];
  readonly seen: boolean;
  readonly takenInChargeBy: Uuid | null;
  readonly snoozedUntil: CivilDate | null;
  readonly escalated: boolean;
  readonly shadow: boolean;
}

/** What became of the alerts of one parcours: plain data, as it is kept in a read model. */
export interface AlertState {
  /** Alerts raised so far. */
  readonly count: number;
  readonly open: OpenAlert | null;
  readonly silenced: readonly SilencedCause[];
  /** Times that each cause was raised. */
  readonly occurrences: Readonly<Record<string, number>>;
  /** When a review last changed anything; 0 before the first. */
  readonly reviewedAt: Instant;
}

export const NO_ALERT: AlertState = { count: 0, open: null, silenced: [], occurrences: {}, reviewedAt: 0 };

/** The name of a cause within its parcours. */
export function causeName({ instance, anchor }: Omit<CauseKey, 'occurrence'>): string {
  return `${instance} ${anchor}`;
}

/** Folds one event. */
export function evolveAlert(state: AlertState, event: StoredEvent<AlertEvent>): AlertState {
  switch (event.type) {
    case 'AlertRaised': {
      const { n, ruleSet, ruleSetVersion, causes, level, shadow } = event.data;
      const open: OpenAlert = {
        ...{ n, ruleSet, ruleSetVersion, level, suspended: false, raisedOn: event.occurredOn },
        causes: causes.map((cause) => ({ ...cause, addedOn: event.occurredOn })),
        ...{ seen: false, takenInChargeBy: null, snoozedUntil: null, escalated: false, shadow: shadow === true },
      };
      return causes.reduce(counted, { ...state, count: n, open, reviewedAt: event.recordedAt });
    }
    case 'AlertCauseAdded': {
      const { cause, replaces } = event.data;
      const next = replaces === undefined ? state : without(state, replaces);
      return counted(
        changed(next, event, ({ causes, snoozedUntil }) => ({
          causes: [...causes, { ...cause, addedOn: event.occurredOn }],
          // Whoever put it off did not know of this.
          snoozedUntil: replaces === undefined ? null : snoozedUntil,
        })),
        cause,
      );
    }
    case 'AlertCauseEnded':
      return { ...without(state, event.data.cause), reviewedAt: event.recordedAt };
    case 'AlertLevelChanged': {
      const { level, suspended } = event.data;
      return changed(state, event, () => ({ level, suspended }));
    }
    case 'AlertSeen':
      return changed(state, null, () => ({ seen: true }));
    case 'AlertTakenInCharge':
      return changed(state, null, () => ({ seen: true, takenInChargeBy: event.actor, snoozedUntil: null }));
    case 'AlertSnoozed':
      return changed(state, null, () => ({ seen: true, snoozedUntil: event.data.until }));
    case 'AlertEscalated':
      return changed(state, null, () => ({ escalated: true }));
    case 'AlertClosed': {
      const held = new Map(state.open?.causes.map((cause) => [causeName(cause), cause]));
      const closed = event.data.silenced.map((cause) => ({
        ...cause,
        addedOn: held.get(causeName(cause))?.addedOn ?? event.occurredOn,
        closedAt: event.recordedAt,
      }));
      return { ...state, open: null, silenced: [...state.silenced, ...closed] };
    }
    case 'AlertResolved':
      return { ...state, open: null, reviewedAt: event.recordedAt };
  }
}

function changed(
  state: AlertState,
  review: { readonly recordedAt: Instant } | null,
  change: (open: OpenAlert) => Partial<OpenAlert>,
): AlertState {
  const { open } = state;
  return {
    ...state,
    open: open === null ? null : { ...open, ...change(open) },
    reviewedAt: review?.recordedAt ?? state.reviewedAt,
  };
}

/** A cause that is raised again is no longer silenced. */
function counted(state: AlertState, cause: Cause): AlertState {
  const name = causeName(cause);
  return {
    ...state,
    silenced: state.silenced.filter((one) => causeName(one) !== name),
    occurrences: { ...state.occurrences, [name]: cause.occurrence },
  };
}

function without(state: AlertState, cause: CauseKey): AlertState {
  const name = causeName(cause);
  const others = <Any extends CauseKey>(causes: readonly Any[]) => causes.filter((one) => causeName(one) !== name);
  const { open, silenced } = state;
  return {
    ...state,
    open: open === null ? null : { ...open, causes: others(open.causes) },
    silenced: others(silenced),
  };
}
