import type { Life } from '@jalons/event-log';
import type { CivilDate } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent } from '../parcours.events.js';

/**
 * Whether the person herself was reached, met, or first seen by a receiver; confirming data, a third party or a planned
 * appointment is no contact. Rules, back-test label and retention share this one definition (risk.md § 1).
 */
export function isContact(event: ParcoursEntry): boolean {
  switch (event.type) {
    case 'ContactAttempted':
      return event.data.reached === 'person';
    case 'AppointmentHonoured':
    case 'OrientationStarted':
      return true;
    default:
      return false;
  }
}

/** The last day of contact; null where there was none. */
export function lastContactOf(life: Life<ParcoursEvent>): CivilDate | null {
  return life.steps.findLast(isContact)?.occurredOn ?? null;
}
