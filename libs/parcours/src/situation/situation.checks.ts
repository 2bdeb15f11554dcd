import type { ChecksOf } from '../steps/field-checks.js';
import type { SituationEvent } from './situation.events.js';

export const SITUATION_CHECKS: ChecksOf<SituationEvent> = {
  AssessmentRecorded({ kind, needs }, check) {
    check.code('/kind', 'assessment-kinds', kind);
    check.codes('/needs', 'needs', needs);
  },
  BarrierIdentified({ theme }, check) {
    check.code('/theme', 'barriers', theme);
  },
  BarrierLifted() {},
  SituationConfirmed() {},
};
