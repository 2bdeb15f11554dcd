import type { Uuid } from '@jalons/kernel';
import type { RecordingCommand, When } from '../steps/recording.js';
import type { ParticipationEvent } from './participation.events.js';

export const PARTICIPATION_STEPS = {
  ReleaseReferent: 'ReferentReleased',
  JoinStructure: 'StructureJoined',
  LeaveParcours: 'StructureLeft',
} as const;

/** Assigns a referent and, in the same append, releases on that day the one in force, if any. */
export type AssignReferent = When & {
  readonly type: 'AssignReferent';
  readonly professional: Uuid;
  /** The structure for which the professional answers; it takes part. */
  readonly structure: Uuid;
  /** Only where this professional is the referent that day: a hand-over takes nobody else's case. */
  readonly replaces?: Uuid;
  readonly note?: string;
};

export type ParticipationCommand = RecordingCommand<ParticipationEvent, typeof PARTICIPATION_STEPS> | AssignReferent;
