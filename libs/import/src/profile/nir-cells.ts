import { containsNir, isUuid } from '@jalons/kernel';

const DIGITS_OF_A_NIR = 13;

/**
 * Whether a cell holds a NIR (security.md § 3). An opaque identifier in hexadecimal, of which other formats are full,
 * is no text: its digits mean nothing.
 */
export function cellHoldsNir(cell: string): boolean {
  if (cell.length < DIGITS_OF_A_NIR || isOpaque(cell)) return false;
  return containsNir(cell);
}

function isOpaque(cell: string): boolean {
  const bare = cell.trim().toLowerCase();
  const hexadecimal = bare.length > 15 && /^[0-9a-f]+$/.test(bare) && bare.replaceAll(/\d/g, '').length > 1;
  return hexadecimal || isUuid(bare);
}
