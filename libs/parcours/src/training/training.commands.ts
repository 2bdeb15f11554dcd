import type { RecordingCommand } from '../steps/recording.js';
import type { TrainingEvent } from './training.events.js';

export const TRAINING_STEPS = {
  AdmitToTraining: 'TrainingAdmitted',
  StartTraining: 'TrainingStarted',
  ReportTrainingAbsence: 'TrainingAbsenceReported',
  CompleteTraining: 'TrainingCompleted',
  AbandonTraining: 'TrainingAbandoned',
} as const;

export type TrainingCommand = RecordingCommand<TrainingEvent, typeof TRAINING_STEPS>;
