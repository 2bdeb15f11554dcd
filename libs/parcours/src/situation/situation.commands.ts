import type { RecordingCommand } from '../steps/recording.js';
import type { SituationEvent } from './situation.events.js';

export const SITUATION_STEPS = {
  RecordAssessment: 'AssessmentRecorded',
  IdentifyBarrier: 'BarrierIdentified',
  LiftBarrier: 'BarrierLifted',
  ConfirmSituation: 'SituationConfirmed',
} as const;

export type SituationCommand = RecordingCommand<SituationEvent, typeof SITUATION_STEPS>;
