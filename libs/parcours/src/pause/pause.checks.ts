import type { ChecksOf } from '../steps/field-checks.js';
import type { PauseEvent } from './pause.events.js';

export const PAUSE_CHECKS: ChecksOf<PauseEvent> = {
  PauseDeclared({ reason, until }, check) {
    check.code('/reason', 'pause-reasons', reason);
    check.day('/until', until);
    check.notBefore('/until', until, check.on);
  },
  PauseLifted() {},
  ConcernRaised() {},
  ConcernLifted() {},
};
