import { invalidField } from '@jalons/kernel';
import type { ChecksOf } from '../steps/field-checks.js';
import type { TrainingEvent } from './training.events.js';

export const TRAINING_CHECKS: ChecksOf<TrainingEvent> = {
  TrainingAdmitted({ startsOn, title, provider }, check) {
    check.required({ startsOn });
    check.day('/startsOn', startsOn);
    check.label('/title', title);
    check.labelled('/provider', provider);
  },
  TrainingStarted({ title, provider, qualifying, formacode, expectedEnd }, check) {
    check.required({ title, provider, qualifying, expectedEnd });
    check.label('/title', title);
    check.labelled('/provider', provider);
    check.day('/expectedEnd', expectedEnd);
    check.notBefore('/expectedEnd', expectedEnd, check.on);
    if (formacode !== undefined && !/^\d{5}$/.test(formacode)) {
      throw invalidField('/formacode', 'not-a-formacode', 'Un code Formacode a cinq chiffres, par exemple : 15436.');
    }
  },
  TrainingAbsenceReported({ training, from, to }, check) {
    check.required({ training, from });
    check.day('/from', from);
    check.day('/to', to);
    check.notBefore('/to', to, from);
  },
  TrainingCompleted({ training, qualification }, check) {
    check.required({ training });
    check.label('/qualification', qualification);
  },
  TrainingAbandoned({ training, reason }, check) {
    check.required({ training, reason });
    check.code('/reason', 'abandonment-reasons', reason);
  },
};
