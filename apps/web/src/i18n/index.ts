import { format, type Params } from './format.js';
import { fr, type Catalogue, type MessageKey } from './fr/index.js';

export type { MessageKey } from './fr/index.js';
export type Locale = 'fr' | 'en';

/** French unless the reader chose English (remembered by the browser, written on <html> before the first paint). */
export const locale: Locale = globalThis.document?.documentElement.lang === 'en' ? 'en' : 'fr';

// Only who reads English waits for it: it is as heavy as a page.
const catalogue: Catalogue = locale === 'en' ? (await import('./en/index.js')).en : fr;

/** The sentence of a key in the reader's language. */
export function t(key: MessageKey, params: Params = {}): string {
  return format(catalogue[key], params, locale);
}

/** True where a key built from data (an event type, a code) exists. */
export function isMessage(key: string): key is MessageKey {
  return key in catalogue;
}

export * from './dates.js';
export * from './numbers.js';
