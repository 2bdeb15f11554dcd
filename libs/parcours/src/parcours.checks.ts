import { ACTION_CHECKS } from './actions/actions.checks.js';
import { CONTACT_CHECKS } from './contact/contact.checks.js';
import { EMPLOYMENT_CHECKS } from './employment/employment.checks.js';
import { ENTRY_CHECKS } from './entry/entry.checks.js';
import { EXIT_CHECKS } from './exit/exit.checks.js';
import { ORIENTATION_CHECKS } from './orientation/orientation.checks.js';
import type { ParcoursStep } from './parcours.events.js';
import { PARTICIPATION_CHECKS } from './participation/participation.checks.js';
import { PAUSE_CHECKS } from './pause/pause.checks.js';
import { SITUATION_CHECKS } from './situation/situation.checks.js';
import { FieldChecks, type ChecksOf, type CodedLists } from './steps/field-checks.js';
import type { StepOf } from './steps/recording.js';
import { TRAINING_CHECKS } from './training/training.checks.js';

const CHECKS: ChecksOf<ParcoursStep> = {
  ...ENTRY_CHECKS,
  ...PARTICIPATION_CHECKS,
  ...SITUATION_CHECKS,
  ...CONTACT_CHECKS,
  ...ORIENTATION_CHECKS,
  ...TRAINING_CHECKS,
  ...EMPLOYMENT_CHECKS,
  ...ACTION_CHECKS,
  ...PAUSE_CHECKS,
  ...EXIT_CHECKS,
};

/** Refuses a step that cannot be, whatever the parcours holds: a code, a text, a day to come. */
export function checkStep(
  step: StepOf<ParcoursStep>,
  lists: CodedLists,
  today: StepOf<ParcoursStep>['occurredOn'],
): void {
  const check = new FieldChecks(lists, step.occurredOn, today);
  // What is to come has events of its own: Admitted, Signed, Scheduled, Planned (domain.md § 3).
  check.notInTheFuture('/occurredOn', step.occurredOn);
  check.time('/at', step.at);
  check.text('/note', step.data.note);
  const checkData = CHECKS[step.type] as (data: unknown, check: FieldChecks) => void;
  checkData(step.data, check);
}
