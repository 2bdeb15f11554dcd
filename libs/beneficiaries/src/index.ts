export { BeneficiariesModule, type BeneficiariesOptions } from './beneficiaries.module.js';
export * from './beneficiary/beneficiary.commands.js';
export * from './beneficiary/beneficiary.decider.js';
export * from './beneficiary/beneficiary.events.js';
export { BENEFICIARY_RULES, beneficiaryViolations, mergeInForce } from './beneficiary/beneficiary.life.js';
export { identityOf, type PersonIdentity } from './beneficiary/identity.js';
export { checkBirthDate, checkContacts, checkName, checkResidence, refuseNir } from './beneficiary/identity-checks.js';
export { overlappingSlots, slotsOf, type Slot } from './beneficiary/slots.js';
export { type NewBeneficiary, type Registered, Registration } from './registration/registration.js';
