import type { Decided, Decider, DecisionContext } from '@jalons/event-log';
import { addDays, containsNir, dateAt, DomainError, invalidField, type CivilDate } from '@jalons/kernel';
import { ReviewTime } from '../time/review-time.js';
import { OUTCOMES, type AlertEvent, type Outcome } from './alert.events.js';
import { evolveAlert, NO_ALERT, type AlertState, type OpenAlert } from './alert.state.js';
import type { Review } from './review.js';
import { reviewAlert } from './review-alert.js';

/** Longest note to an outcome, in characters. */
export const MAX_NOTE = 2_000;
/** An alert may be put off so many days at most: longer, it should be closed. */
export const MAX_SNOOZE_DAYS = 60;

/** What people do with the alert that they have in front of them: the nth of its parcours. */
export type AlertCommand =
  | { readonly type: 'ReviewAlert'; readonly review: Review }
  | { readonly type: 'SeeAlert'; readonly n: number }
  | { readonly type: 'TakeAlertInCharge'; readonly n: number }
  | {
      readonly type: 'SnoozeAlert';
      readonly n: number;
      /** First day on which it is shown again. */
      readonly until: CivilDate;
    }
  | { readonly type: 'CloseAlert'; readonly n: number; readonly outcome: Outcome; readonly note?: string };

/** Decides on the alerts of one parcours (risk.md § 3). */
export const alertDecider: Decider<AlertCommand, AlertEvent, AlertState> = {
  category: 'alert',
  initial: () => NO_ALERT,
  evolve: evolveAlert,
  decide(command, state, context) {
    if (command.type === 'ReviewAlert') return decideReview(command.review, state, context);
    const open = openAlert(state, command.n);
    const today = dateAt(context.now, context.zone);
    return decideOn(open, command, today).map((event) => ({ ...event, occurredOn: today }) as Decided<AlertEvent>);
  },
};

function decideReview(
  review: Review,
  state: AlertState,
  { now, zone }: DecisionContext,
): readonly Decided<AlertEvent>[] {
  const time = new ReviewTime(now, review.facts.midnights);
  return reviewAlert(state, review, { now, today: dateAt(now, zone), time });
}

function decideOn(
  open: OpenAlert,
  command: Exclude<AlertCommand, { type: 'ReviewAlert' }>,
  today: CivilDate,
): readonly AlertEvent[] {
  const { n } = open;
  switch (command.type) {
    case 'SeeAlert':
      return open.seen ? [] : [{ type: 'AlertSeen', data: { n } }];
    case 'TakeAlertInCharge':
      return [{ type: 'AlertTakenInCharge', data: { n } }];
    case 'SnoozeAlert':
      checkSnooze(command.until, today);
      return [{ type: 'AlertSnoozed', data: { n, until: command.until } }];
    case 'CloseAlert':
      return [close(open, command, today)];
  }
}

function close(
  { n, causes }: OpenAlert,
  { outcome, note }: Extract<AlertCommand, { type: 'CloseAlert' }>,
  today: CivilDate,
): AlertEvent {
  if (!OUTCOMES.includes(outcome)) {
    throw invalidField('/outcome', 'unknown-outcome', 'Choisissez une des issues proposées.');
  }
  checkNote(note);
  const silenced = causes.map(({ instance, anchor, occurrence, rearmDays }) => ({
    ...{ instance, anchor, occurrence, until: addDays(today, rearmDays) },
  }));
  return { type: 'AlertClosed', data: { n, outcome, ...(note !== undefined && { note }), silenced } };
}

/** The alert that somebody has in front of them, if it is still the open one. */
function openAlert({ open, count }: AlertState, n: number): OpenAlert {
  if (open?.n === n && !open.shadow) return open;
  if (n >= 1 && n <= count) {
    throw new DomainError('conflict', 'alert-over', 'Cette alerte a déjà pris fin : relisez le dossier.');
  }
  throw alertUnknown();
}

/** One answer for an alert that does not exist and one that is not open to the caller. */
export function alertUnknown(): DomainError {
  return new DomainError('not-found', 'alert-unknown', 'Cette alerte n’existe pas ou ne vous est pas ouverte.');
}

function checkSnooze(until: CivilDate, today: CivilDate): void {
  if (until <= today) throw invalidField('/until', 'not-to-come', 'Choisissez un jour à venir.');
  if (until > addDays(today, MAX_SNOOZE_DAYS)) {
    throw invalidField(
      '/until',
      'snooze-too-long',
      `Une alerte se reporte de ${MAX_SNOOZE_DAYS} jours au plus : choisissez un jour plus proche, ou clôturez-la.`,
    );
  }
}

function checkNote(note: string | undefined): void {
  if (note === undefined) return;
  if (note.trim() === '') throw invalidField('/note', 'text-empty', 'Ce texte est vide : complétez-le ou retirez-le.');
  if (note.length > MAX_NOTE) throw invalidField('/note', 'text-too-long', `Ne dépassez pas ${MAX_NOTE} caractères.`);
  if (containsNir(note)) {
    throw invalidField('/note', 'nir-forbidden', 'Un numéro de sécurité sociale ne doit pas être saisi : retirez-le.');
  }
}
