export { BeneficiariesModule, type BeneficiariesOptions } from './beneficiaries.module.js';
export * from './beneficiary/beneficiary.commands.js';
export * from './beneficiary/beneficiary.decider.js';
export * from './beneficiary/beneficiary.events.js';
export { BENEFICIARY_RULES, beneficiaryViolations, mergeInForce, slotsIn } from './beneficiary/beneficiary.life.js';
export { identityOf, type PersonIdentity } from './beneficiary/identity.js';
export { checkBirthDate, checkContacts, checkName, checkResidence, refuseNir } from './beneficiary/identity-checks.js';
export { gainsOverlap, overlappingSlots, slotsOf, type Slot } from './beneficiary/slots.js';
export * from './beneficiary/person.state.js';
export {
  type KnownMembers,
  MERGED_RECORDS,
  type MemberRow,
  MergedRecords,
  membersIn,
  mergesInto,
  type OtherRecords,
  slotsOfOthers,
  stateOfCase,
} from './merging/merged-records.js';
export { followedIn } from './record/people-access.js';
export { type NewBeneficiary, type Registered, Registration } from './registration/registration.js';
export { outreachDecider, type OutreachCommand } from './outreach/outreach.decider.js';
export * from './outreach/outreach.events.js';
export { encountersOf, LINKED_ENCOUNTERS, linksTo, type LinkedEncounters } from './outreach/linked-encounters.js';
export { outreachOfPeople } from './outreach/outreach-list.js';
export { OutreachModule, type OutreachOptions } from './outreach/outreach.module.js';
export { outreachState } from './outreach/outreach.state.js';
export { outreachProjection } from './outreach/outreach.projection.js';
export { ErasuresModule, type ErasuresOptions } from './erasure/erasures.module.js';
