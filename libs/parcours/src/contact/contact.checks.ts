import { invalidField, type Uuid } from '@jalons/kernel';
import type { ChecksOf, FieldChecks } from '../steps/field-checks.js';
import { NEXT_ACTORS, REACHED, type AppointmentWith, type ContactEvent } from './contact.events.js';

export const CONTACT_CHECKS: ChecksOf<ContactEvent> = {
  ContactAttempted({ channel, reached, outcome }, check) {
    check.required({ channel, reached });
    check.code('/channel', 'contact-channels', channel);
    check.oneOf('/reached', REACHED, reached);
    check.optionalCode('/outcome', 'contact-outcomes', outcome);
  },
  AppointmentScheduled({ at, place, with: other }, check) {
    check.required({ at, with: other });
    check.moment('/at', at);
    check.labelled('/place', place);
    checkWith(other, check);
  },
  AppointmentRescheduled({ appointment, at, place, with: other }, check) {
    check.required({ appointment, at });
    check.moment('/at', at);
    check.labelled('/place', place);
    if (other !== undefined) checkWith(other, check);
  },
  AppointmentHonoured: checkIssue,
  AppointmentExcused: checkIssue,
  AppointmentMissed: checkIssue,
  AppointmentCancelled: checkIssue,
  NextActionPlanned({ what, dueOn, who }, check) {
    check.required({ what, dueOn, who });
    check.text('/what', what);
    check.oneOf('/who/kind', NEXT_ACTORS, who.kind);
    check.day('/dueOn', dueOn);
    check.notBefore('/dueOn', dueOn, check.on);
  },
  NextActionDone({ nextAction }, check) {
    check.required({ nextAction });
  },
};

function checkIssue({ appointment }: { readonly appointment: Uuid }, check: FieldChecks): void {
  check.required({ appointment });
}

function checkWith({ structure, professional, label }: AppointmentWith, check: FieldChecks): void {
  check.label('/with/label', label);
  if (structure === undefined && professional === undefined && label === undefined) {
    throw invalidField('/with', 'appointment-with-nobody', 'Indiquez avec qui est le rendez-vous.');
  }
}
