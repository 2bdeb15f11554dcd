import type { Code } from './contract.js';

/** What a code is called in the reader's language. */
export function labelOf(code: Code, language: string): string {
  return language === 'en' && code.labelEn ? code.labelEn : code.label;
}

/** The codes one may choose on a day of life: a list changes, and what was chosen before keeps its label. */
export function inForce(codes: readonly Code[], day: string): readonly Code[] {
  return codes.filter(({ validFrom, validTo }) => (validFrom ?? '') <= day && (!validTo || validTo >= day));
}
