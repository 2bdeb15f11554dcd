export { BeneficiariesModule, type BeneficiariesOptions } from './beneficiaries.module.js';
export * from './beneficiary/beneficiary.commands.js';
export * from './beneficiary/beneficiary.decider.js';
export * from './beneficiary/beneficiary.events.js';
export { identityOf, type PersonIdentity } from './beneficiary/identity.js';
export { slotsOf, type Slot } from './beneficiary/slots.js';
export { type NewBeneficiary, type Registered, Registration } from './registration/registration.js';
