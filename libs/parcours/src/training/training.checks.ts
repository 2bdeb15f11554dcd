import { invalidField } from '@jalons/kernel';
import type { ChecksOf } from '../steps/field-checks.js';
import type { TrainingEvent } from './training.events.js';

export const TRAINING_CHECKS: ChecksOf<TrainingEvent> = {
  TrainingAdmitted({ title, provider }, check) {
    check.label('/title', title);
    check.labelled('/provider', provider);
  },
  TrainingStarted({ title, provider, formacode, expectedEnd }, check) {
    check.label('/title', title);
    check.labelled('/provider', provider);
    check.notBefore('/expectedEnd', expectedEnd, check.on);
    if (formacode !== undefined && !/^\d{5}$/.test(formacode)) {
      throw invalidField('/formacode', 'not-a-formacode', 'Un code Formacode a cinq chiffres, par exemple : 15436.');
    }
  },
  TrainingAbsenceReported({ from, to }, check) {
    check.notBefore('/to', to, from);
  },
  TrainingCompleted({ qualification }, check) {
    check.label('/qualification', qualification);
  },
  TrainingAbandoned({ reason }, check) {
    check.code('/reason', 'abandonment-reasons', reason);
  },
};
