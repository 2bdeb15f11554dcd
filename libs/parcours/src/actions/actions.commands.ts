import type { RecordingCommand } from '../steps/recording.js';
import type { ActionEvent } from './actions.events.js';

export const ACTION_STEPS = { StartAction: 'ActionStarted', EndAction: 'ActionEnded' } as const;

export type ActionCommand = RecordingCommand<ActionEvent, typeof ACTION_STEPS>;
