import type { Life, Violation } from '@jalons/event-log';
import type { ParcoursEvent } from '../parcours.events.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { threadViolations, type Thread } from '../steps/threads.js';
import type { ContactEvent } from './contact.events.js';

const APPOINTMENT = [{ field: 'appointment', types: ['AppointmentScheduled'] }] as const;

export const CONTACT_REFERENCES: ReferencesOfFamily<ContactEvent> = {
  AppointmentRescheduled: APPOINTMENT,
  AppointmentHonoured: APPOINTMENT,
  AppointmentExcused: APPOINTMENT,
  AppointmentMissed: APPOINTMENT,
  AppointmentCancelled: APPOINTMENT,
  NextActionDone: [{ field: 'nextAction', types: ['NextActionPlanned'] }],
};

const APPOINTMENT_ENDS = [
  'AppointmentHonoured',
  'AppointmentExcused',
  'AppointmentMissed',
  'AppointmentCancelled',
] as const;

const THREADS: readonly Thread<ParcoursEvent>[] = [
  {
    field: 'appointment',
    once: [APPOINTMENT_ENDS],
    ends: APPOINTMENT_ENDS,
    also: ['AppointmentRescheduled'],
    code: 'appointment-ended-twice',
    message: 'L’issue de ce rendez-vous est déjà enregistrée : corrigez-la si elle est fausse.',
  },
  {
    field: 'nextAction',
    once: [['NextActionDone']],
    ends: ['NextActionDone'],
    code: 'next-action-done-twice',
    message: 'Cette action est déjà faite.',
  },
];

/** An appointment has one issue, a planned action is done once. */
export function contactViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  return THREADS.flatMap((thread) => threadViolations(life, thread));
}
