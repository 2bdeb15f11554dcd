import type { Erasure } from '../../api/contract.js';
import { isMessage, t } from '../../i18n/index.js';

/** In the order in which a worker takes them; nothing of her is readable from `keys-destroyed` on. */
export const STATES = ['intended', 'residues-kept', 'keys-destroyed', 'logged', 'purged', 'done'] as const;

/** How many of the steps are behind, of how many. */
export function progressOf({ state }: Pick<Erasure, 'state'>): { readonly done: number; readonly of: number } {
  return { done: STATES.indexOf(state) + 1, of: STATES.length };
}

/** What the database could not wipe from its disk, in words; what this version does not know is said as it came. */
export function remainsOf({ remains }: Pick<Erasure, 'remains'>): readonly string[] {
  return remains.map((code) => {
    const key = `erasure.remains.${code}`;
    return isMessage(key) ? t(key) : code;
  });
}

/** The number of a person, as an operator reads it out or copies it. */
export function personNumberIn(text: string): string | undefined {
  const number = text.trim().toLowerCase();
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(number) ? number : undefined;
}
