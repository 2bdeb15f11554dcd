import type { ChecksOf } from '../steps/field-checks.js';
import type { ActionEvent } from './actions.events.js';

export const ACTION_CHECKS: ChecksOf<ActionEvent> = {
  ActionStarted({ kind, label, place, publicEvent }, check) {
    check.required({ kind });
    check.code('/kind', 'action-kinds', kind);
    check.label('/label', label);
    check.labelled('/place', place);
    check.labelled('/publicEvent', publicEvent);
  },
  ActionEnded({ action, outcome }, check) {
    check.required({ action, outcome });
    check.code('/outcome', 'action-outcomes', outcome);
  },
};
