import type { ChecksOf } from '../steps/field-checks.js';
import type { SituationEvent } from './situation.events.js';

export const SITUATION_CHECKS: ChecksOf<SituationEvent> = {
  AssessmentRecorded({ kind, needs }, check) {
    check.required({ kind, needs });
    check.code('/kind', 'assessment-kinds', kind);
    check.codes('/needs', 'needs', needs);
  },
  BarrierIdentified({ barrierId, theme, blocking }, check) {
    check.required({ barrierId, theme, blocking });
    check.code('/theme', 'barriers', theme);
  },
  BarrierLifted({ barrier }, check) {
    check.required({ barrier });
  },
  SituationConfirmed() {},
};
