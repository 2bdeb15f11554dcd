/**
 * Detects a NIR (numéro de sécurité sociale) in a text: thirteen digits, or fifteen with a right key, spaces and dots
 * allowed between them, 2A and 2B included. Storing one is forbidden (security.md § 3; décret n° 2019-341).
 * Source of the form: INSEE, 1 digit of sex, year, month, department, commune, order, key = 97 − number mod 97.
 */
export function containsNir(text: string): boolean {
  const compact = text.replaceAll(/(?<=[0-9AaBb])[\s.\u00a0\u202f-]{1,3}(?=[0-9AaBb])/g, '');
  for (const match of compact.matchAll(/(?<!\d)([1-478]\d{4}(?:\d{2}|2[AaBb])\d{6})(\d{2})?(?!\d)/g)) {
    const [, number, key] = match;
    if (number !== undefined && plausible(number) && (key === undefined || keyOf(number) === Number(key))) return true;
  }
  return false;
}

/** Months 01–12, or the codes given where the month is unknown (20–42, 50–99). */
function plausible(number: string): boolean {
  const month = Number(number.slice(3, 5));
  return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
}

function keyOf(number: string): number {
  const digits = number.toUpperCase().replace('2A', '19').replace('2B', '18');
  return 97 - Number(BigInt(digits) % 97n);
}
