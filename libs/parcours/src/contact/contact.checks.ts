import { invalidField } from '@jalons/kernel';
import type { ChecksOf, FieldChecks } from '../steps/field-checks.js';
import { REACHED, type AppointmentWith, type ContactEvent } from './contact.events.js';

export const CONTACT_CHECKS: ChecksOf<ContactEvent> = {
  ContactAttempted({ channel, reached, outcome }, check) {
    check.code('/channel', 'contact-channels', channel);
    check.oneOf('/reached', REACHED, reached);
    check.optionalCode('/outcome', 'contact-outcomes', outcome);
  },
  AppointmentScheduled({ at, place, with: other }, check) {
    check.moment('/at', at);
    check.labelled('/place', place);
    checkWith(other, check);
  },
  AppointmentRescheduled({ at, place, with: other }, check) {
    check.moment('/at', at);
    check.labelled('/place', place);
    if (other !== undefined) checkWith(other, check);
  },
  AppointmentHonoured() {},
  AppointmentExcused() {},
  AppointmentMissed() {},
  AppointmentCancelled() {},
  NextActionPlanned({ what, dueOn }, check) {
    check.text('/what', what);
    check.day('/dueOn', dueOn);
    check.notBefore('/dueOn', dueOn, check.on);
  },
  NextActionDone() {},
};

function checkWith({ structure, professional, label }: AppointmentWith, check: FieldChecks): void {
  check.label('/with/label', label);
  if (structure === undefined && professional === undefined && label === undefined) {
    throw invalidField('/with', 'appointment-with-nobody', 'Indiquez avec qui est le rendez-vous.');
  }
}
