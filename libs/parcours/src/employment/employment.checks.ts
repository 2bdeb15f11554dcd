import { invalidField } from '@jalons/kernel';
import { checkContractEnd } from '../steps/contract-end.js';
import type { ChecksOf } from '../steps/field-checks.js';
import { INTRODUCTION_OUTCOMES, JOB_ENDS, type EmploymentEvent } from './employment.events.js';

/** Hours a week by contract: more than the legal maximum of a week (48, 60 by derogation, C. trav. L3121-20, -21) is a slip. */
const MAX_WEEKLY_HOURS = 60;

export const EMPLOYMENT_CHECKS: ChecksOf<EmploymentEvent> = {
  IntroducedToEmployer({ company, offer, publicEvent }, check) {
    check.required({ company });
    check.labelled('/company', company);
    check.labelled('/offer', offer);
    check.labelled('/publicEvent', publicEvent);
  },
  EmployerInterviewHeld({ introduction }, check) {
    check.required({ introduction });
  },
  IntroductionClosed({ introduction, outcome }, check) {
    check.required({ introduction, outcome });
    check.oneOf('/outcome', INTRODUCTION_OUTCOMES, outcome);
  },
  JobSigned({ startsOn, employer, contract }, check) {
    check.required({ startsOn });
    check.day('/startsOn', startsOn);
    check.labelled('/employer', employer);
    check.optionalCode('/contract', 'contracts', contract);
  },
  JobStarted({ contract, weeklyHours, employer, signedOn, expectedEnd, rome }, check) {
    check.required({ contract, weeklyHours, signedOn });
    checkContractEnd(
      check,
      { kindField: '/contract', kind: contract, startsOn: check.on },
      { endField: '/expectedEnd', end: expectedEnd },
    );
    check.labelled('/employer', employer);
    check.notInTheFuture('/signedOn', signedOn);
    if (weeklyHours !== 'unknown' && !(weeklyHours > 0 && weeklyHours <= MAX_WEEKLY_HOURS)) {
      throw invalidField(
        '/weeklyHours',
        'weekly-hours-range',
        `Indiquez un nombre d’heures par semaine entre 0 et ${MAX_WEEKLY_HOURS}, ou dites qu’il n’est pas connu.`,
      );
    }
    if (rome !== undefined && !/^[A-N]\d{4}$/.test(rome)) {
      throw invalidField('/rome', 'not-a-rome-code', 'Un code ROME a une lettre et quatre chiffres : M1602.');
    }
  },
  JobEnded({ job, reason }, check) {
    check.required({ job, reason });
    check.oneOf('/reason', JOB_ENDS, reason);
  },
};
