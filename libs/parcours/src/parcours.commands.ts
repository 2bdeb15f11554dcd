import type { Uuid } from '@jalons/kernel';
import { ACTION_STEPS, type ActionCommand } from './actions/actions.commands.js';
import { CONTACT_STEPS, type ContactCommand } from './contact/contact.commands.js';
import { EMPLOYMENT_STEPS, type EmploymentCommand } from './employment/employment.commands.js';
import { ENTRY_STEPS, type EntryCommand } from './entry/entry.commands.js';
import { EXIT_STEPS, type ExitCommand } from './exit/exit.commands.js';
import { ORIENTATION_STEPS, type OrientationCommand } from './orientation/orientation.commands.js';
import type { ParcoursStep, ParcoursStepType } from './parcours.events.js';
import { PARTICIPATION_STEPS, type ParticipationCommand } from './participation/participation.commands.js';
import { PAUSE_STEPS, type PauseCommand } from './pause/pause.commands.js';
import { SITUATION_STEPS, type SituationCommand } from './situation/situation.commands.js';
import type { RecordingCommand, StepOf } from './steps/recording.js';
import { TRAINING_STEPS, type TrainingCommand } from './training/training.commands.js';

/** The commands that record one step, and the type that each records. */
export const RECORDINGS = {
  ...ENTRY_STEPS,
  ...PARTICIPATION_STEPS,
  ...SITUATION_STEPS,
  ...CONTACT_STEPS,
  ...ORIENTATION_STEPS,
  ...TRAINING_STEPS,
  ...EMPLOYMENT_STEPS,
  ...ACTION_STEPS,
  ...PAUSE_STEPS,
  ...EXIT_STEPS,
} as const satisfies Record<string, ParcoursStepType>;

export type ParcoursRecording = RecordingCommand<ParcoursStep, typeof RECORDINGS>;

/** A mistake: the entry stays in the log and is left out of the state. */
export interface VoidEntry {
  readonly type: 'VoidEntry';
  readonly eventId: Uuid;
  readonly why: string;
}

/** A mistake, and what should have been recorded: void and replacement in one append. */
export interface CorrectEntry {
  readonly type: 'CorrectEntry';
  readonly eventId: Uuid;
  readonly why: string;
  readonly replacement: StepOf<ParcoursStep>;
}

/** All that may be asked of a parcours. */
export type ParcoursCommand =
  | EntryCommand
  | ParticipationCommand
  | SituationCommand
  | ContactCommand
  | OrientationCommand
  | TrainingCommand
  | EmploymentCommand
  | ActionCommand
  | PauseCommand
  | ExitCommand
  | VoidEntry
  | CorrectEntry;
