import type { Code } from './contract.js';

/** Codes to choose from, as a field takes them. */
export function coded(codes: readonly Code[]): { readonly value: string; readonly label: string }[] {
  return codes.map(({ code, label }) => ({ value: code, label }));
}

/** The codes one may choose on a day of life: a list changes, and what was chosen before keeps its label. */
export function inForce(codes: readonly Code[], day: string): readonly Code[] {
  return codes.filter(({ validFrom, validTo }) => (validFrom ?? '') <= day && (!validTo || validTo >= day));
}
