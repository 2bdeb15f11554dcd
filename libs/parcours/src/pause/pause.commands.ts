import type { RecordingCommand } from '../steps/recording.js';
import type { PauseEvent } from './pause.events.js';

export const PAUSE_STEPS = {
  DeclarePause: 'PauseDeclared',
  LiftPause: 'PauseLifted',
  RaiseConcern: 'ConcernRaised',
  LiftConcern: 'ConcernLifted',
} as const;

export type PauseCommand = RecordingCommand<PauseEvent, typeof PAUSE_STEPS>;
