import type { ChecksOf } from '../steps/field-checks.js';
import type { ParticipationEvent } from './participation.events.js';

export const PARTICIPATION_CHECKS: ChecksOf<ParticipationEvent> = {
  ReferentAssigned({ professional, structure }, check) {
    check.required({ professional, structure });
  },
  ReferentReleased({ assignment }, check) {
    check.required({ assignment });
  },
  StructureJoined({ structure, role, supportKind }, check) {
    check.required({ structure, role, supportKind });
    check.label('/role', role);
    check.code('/supportKind', 'support-kinds', supportKind);
  },
  StructureLeft({ membership, reason }, check) {
    check.required({ membership, reason });
    check.code('/reason', 'leaving-reasons', reason);
  },
};
