import type { Life, Violation } from '@jalons/event-log';
import type { ParcoursEvent } from '../parcours.events.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { threadViolations, type Thread } from '../steps/threads.js';
import type { EmploymentEvent } from './employment.events.js';

const INTRODUCTION = { field: 'introduction', types: ['IntroducedToEmployer'] } as const;

export const EMPLOYMENT_REFERENCES: ReferencesOfFamily<EmploymentEvent> = {
  EmployerInterviewHeld: [INTRODUCTION],
  IntroductionClosed: [INTRODUCTION],
  JobSigned: [INTRODUCTION],
  JobStarted: [INTRODUCTION, { field: 'signature', types: ['JobSigned'] }],
  JobEnded: [{ field: 'job', types: ['JobStarted'] }],
};

const THREADS: readonly Thread<ParcoursEvent>[] = [
  {
    field: 'introduction',
    once: [['IntroductionClosed']],
    ends: ['IntroductionClosed'],
    also: ['EmployerInterviewHeld'],
    code: 'introduction-closed-twice',
    message: 'L’issue de cette mise en relation est déjà enregistrée : corrigez-la si elle est fausse.',
  },
  {
    field: 'signature',
    once: [['JobStarted']],
    ends: [],
    code: 'signature-started-twice',
    message: 'L’emploi de cette signature a déjà commencé.',
  },
  {
    field: 'job',
    once: [['JobEnded']],
    ends: [],
    code: 'job-ended-twice',
    message: 'La fin de cet emploi est déjà enregistrée : corrigez-la si elle est fausse.',
  },
];

/** An introduction is closed once, a signed job starts once, a job ends once. */
export function employmentViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  return THREADS.flatMap((thread) => threadViolations(life, thread));
}
