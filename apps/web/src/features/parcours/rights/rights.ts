import type { MessageKey } from '../../../i18n/index.js';

export const MEANS = ['oral', 'paper', 'email', 'sms', 'letter'] as const;
export type Means = (typeof MEANS)[number];

export const PURPOSES = ['profiling', 'contact', 'sharing', 'all'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Of the RGPD: 13 where she told us herself, 14 where somebody else did. */
export const SOURCES = [
  { value: '13', label: 'rights.source.13' },
  { value: '14', label: 'rights.source.14' },
] as const satisfies readonly { value: string; label: MessageKey }[];

/** The word of a means that this version knows; any other is left unsaid. */
export function meansKey(means: string): MessageKey | undefined {
  const known = MEANS.find((each) => each === means);
  return known === undefined ? undefined : `rights.means.${known}`;
}
