import type { RecordingCommand } from '../steps/recording.js';
import type { EmploymentEvent } from './employment.events.js';

export const EMPLOYMENT_STEPS = {
  IntroduceToEmployer: 'IntroducedToEmployer',
  HoldEmployerInterview: 'EmployerInterviewHeld',
  CloseIntroduction: 'IntroductionClosed',
  SignJob: 'JobSigned',
  StartJob: 'JobStarted',
  EndJob: 'JobEnded',
} as const;

export type EmploymentCommand = RecordingCommand<EmploymentEvent, typeof EMPLOYMENT_STEPS>;
