import type { RecordingCommand } from '../steps/recording.js';
import type { ContactEvent } from './contact.events.js';

/** What an operator records of contacts, appointments and next actions. */
export const CONTACT_STEPS = {
  AttemptContact: 'ContactAttempted',
  ScheduleAppointment: 'AppointmentScheduled',
  RescheduleAppointment: 'AppointmentRescheduled',
  HonourAppointment: 'AppointmentHonoured',
  ExcuseAppointment: 'AppointmentExcused',
  MissAppointment: 'AppointmentMissed',
  CancelAppointment: 'AppointmentCancelled',
  PlanNextAction: 'NextActionPlanned',
  CompleteNextAction: 'NextActionDone',
} as const;

export type ContactCommand = RecordingCommand<ContactEvent, typeof CONTACT_STEPS>;
