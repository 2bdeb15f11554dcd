export * from './actions/actions.events.js';
export { seatNeeded } from './commands/authorship.js';
export { ParcoursSteps } from './commands/parcours-steps.js';
export * from './contact/contact.events.js';
export * from './employment/employment.events.js';
export * from './entry/entry.events.js';
export * from './exit/exit.events.js';
export { REOPENING_DAYS, sixMonthsDueOn } from './exit/exit.rules.js';
export { fieldsUnder } from './forms/nested-fields.js';
export { isPending, orientationsOf, type Orientation } from './orientation/orientation-threads.js';
export * from './orientation/orientation.events.js';
export { checkStep } from './parcours.checks.js';
export * from './parcours.commands.js';
export * from './parcours.decider.js';
export * from './parcours.events.js';
export { ParcoursModule, type ParcoursOptions } from './parcours.module.js';
export { parcoursLife, parcoursReferences, parcoursViolations, PARCOURS_RULES } from './parcours.life.js';
export {
  assignmentsOf,
  membershipsOf,
  takingPartIn,
  type Assignment,
  type Membership,
} from './participation/participants.js';
export * from './participation/participation.events.js';
export * from './pause/pause.events.js';
export * from './situation/situation.events.js';
export { isUndone } from './commands/slot-change.js';
export { componentsOf, type Merge } from './slots/merged-people.js';
export { keepSlots, keepSlotsOnce, type SlotKeepingParts } from './slots/slot-keeping.js';
export { parcoursSlotsProjection } from './slots/slots.projection.js';
export { isContact } from './state/contacts.js';
export { gapsOf, type Gap } from './state/gaps.js';
export * from './state/parcours.state.js';
export * from './state/phase.js';
export { lastsMonths } from './steps/contract-end.js';
export type { CodedLists } from './steps/field-checks.js';
export type { StepOf, TimeOfDay, When } from './steps/recording.js';
export { followersOf } from './steps/threads.js';
export * from './steps/values.js';
export * from './training/training.events.js';
