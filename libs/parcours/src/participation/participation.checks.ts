import type { ChecksOf } from '../steps/field-checks.js';
import type { ParticipationEvent } from './participation.events.js';

export const PARTICIPATION_CHECKS: ChecksOf<ParticipationEvent> = {
  ReferentAssigned() {},
  ReferentReleased() {},
  StructureJoined({ role, supportKind }, check) {
    check.label('/role', role);
    check.code('/supportKind', 'support-kinds', supportKind);
  },
  StructureLeft({ reason }, check) {
    check.code('/reason', 'leaving-reasons', reason);
  },
};
