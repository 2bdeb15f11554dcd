import type { Uuid } from '@jalons/kernel';
import type { RecordingCommand, When } from '../steps/recording.js';
import type { OrientationEvent } from './orientation.events.js';

/** What is recorded of an orientation as it is told; its start decides more: {@link StartOrientation}. */
export const ORIENTATION_STEPS = {
  ProposeOrientation: 'OrientationProposed',
  AcceptOrientation: 'OrientationAccepted',
  DeclineOrientation: 'OrientationDeclined',
  WithdrawOrientation: 'OrientationWithdrawn',
  LapseOrientation: 'OrientationLapsed',
  CloseOrientation: 'OrientationClosed',
} as const;

/**
 * The receiver first meets the person. In the same append its structure joins, where it has an account and did not take
 * part yet; and where the orientation transfers the referent, the one in force that day is released and the receiver's
 * professional assigned. A referent assigned for a later day stays: a start told late takes nothing back.
 */
export type StartOrientation = When & {
  readonly type: 'StartOrientation';
  readonly orientation: Uuid;
  /** The professional of the receiving structure who met the person: the referent, where the orientation transfers it. */
  readonly receivedBy: Uuid;
  /** What the receiving structure will do, in its own words; « Accueil sur orientation » by default. */
  readonly role?: string;
  /** Nomenclature `support-kinds`; by default `global` with the referent, `barrier` for a barrier, else `other`. */
  readonly supportKind?: string;
  readonly note?: string;
  /** It happened before the opening: then it brings nobody into a parcours that was not open yet. */
  readonly priorHistory?: true;
};

export type OrientationCommand = RecordingCommand<OrientationEvent, typeof ORIENTATION_STEPS> | StartOrientation;
