import type { RecordingCommand } from '../steps/recording.js';
import type { ExitEvent } from './exit.events.js';

export const EXIT_STEPS = {
  ExitParcours: 'ParcoursExited',
  RecordSituationAtSixMonths: 'SituationAtSixMonthsRecorded',
  ReopenParcours: 'ParcoursReopened',
} as const;

export type ExitCommand = RecordingCommand<ExitEvent, typeof EXIT_STEPS>;
