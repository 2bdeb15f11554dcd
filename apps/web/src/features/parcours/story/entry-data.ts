/**
 * Reading the data of an entry, which the contract leaves open: what has not the shape expected is as if absent, so that
 * an entry of a later version is still shown.
 */
export function textIn(data: unknown, member: string): string | undefined {
  const value = memberOf(data, member);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A civil day; `unknown` is none. */
export function dayIn(data: unknown, member: string): string | undefined {
  const value = textIn(data, member);
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

export function numberIn(data: unknown, member: string): number | undefined {
  const value = memberOf(data, member);
  return typeof value === 'number' ? value : undefined;
}

/** Words as typed, or the label of something named. */
export function wordsIn(data: unknown, member: string): string | undefined {
  return textIn(data, member) ?? textIn(memberOf(data, member), 'label');
}

function memberOf(data: unknown, member: string): unknown {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[member] : undefined;
}
