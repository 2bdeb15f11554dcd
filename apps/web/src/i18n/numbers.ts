/** A share from 0 to 1, in percent with at most one decimal: « 54,3 % ». */
export function percent(share: number, language = 'fr'): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** A count, grouped as the language does: « 40 328 ». */
export function count(value: number, language = 'fr'): string {
  return new Intl.NumberFormat(language).format(value);
}
