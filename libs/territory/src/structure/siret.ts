/** La Poste: its establishments, the head office apart, are checked by their digit sum (INSEE). */
const LA_POSTE = '356000000';

/** True for fourteen digits that pass INSEE's check of a SIRET. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  const digits = [...text].map(Number);
  return luhnHolds(digits) || (text.startsWith(LA_POSTE) && sumOf(digits) % 5 === 0);
}

function luhnHolds(digits: readonly number[]): boolean {
  const weighted = digits.map((digit, index) => (index % 2 === 0 ? digit * 2 : digit));
  return sumOf(weighted.map((value) => (value > 9 ? value - 9 : value))) % 10 === 0;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
