import type { Person } from '../../../api/contract.js';
import { t, type MessageKey } from '../../../i18n/index.js';

export const MEANS = ['oral', 'paper', 'email', 'sms', 'letter'] as const;
export type Means = (typeof MEANS)[number];

export const meansOptions = () => MEANS.map((value) => ({ value, label: t(`rights.means.${value}`) }));

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

export const ANSWERS = ['yes', 'no', 'refused', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];

type Criterion = Person['criteria'][number];

/** The last answer to each criterion, whichever of the records of a person it was noted on. */
export function lastAnswers(criteria: readonly Criterion[]): readonly Criterion[] {
  const last = new Map<string, Criterion>();
  for (const declared of criteria) {
    const before = last.get(declared.criterion);
    if (before === undefined || before.on <= declared.on) last.set(declared.criterion, declared);
  }
  return [...last.values()];
}
