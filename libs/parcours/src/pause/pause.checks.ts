import type { ChecksOf } from '../steps/field-checks.js';
import type { PauseEvent } from './pause.events.js';

export const PAUSE_CHECKS: ChecksOf<PauseEvent> = {
  PauseDeclared({ reason, until }, check) {
    check.required({ reason, until });
    check.code('/reason', 'pause-reasons', reason);
    check.day('/until', until);
    check.notBefore('/until', until, check.on);
  },
  PauseLifted({ pause }, check) {
    check.required({ pause });
  },
  ConcernRaised({ note }, check) {
    check.required({ note });
  },
  ConcernLifted({ concern }, check) {
    check.required({ concern });
  },
};
