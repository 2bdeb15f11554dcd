import type { Encounter, EncounterForm } from '../../api/contract.js';
import { locale, shortDay, t } from '../../i18n/index.js';

/** The draft of an encounter, asked for by its address. */
export interface OutreachSearch {
  readonly saisie?: string;
}

export function outreachSearchOf(search: Record<string, unknown>): OutreachSearch {
  return typeof search['saisie'] === 'string' ? { saisie: search['saisie'] } : {};
}

/** The nomenclatures that an encounter is said with. */
export const LISTS = ['contact-channels', 'needs', 'barriers', 'qpv'] as const;

/** An encounter as it is typed; `needs` are codes parted by spaces, so that a draft holds texts alone. */
export type Typed = Readonly<Record<'occurredOn' | 'time' | 'channel' | 'place' | 'count' | 'qpv' | 'needs', string>>;

export const POINTERS: Readonly<Record<keyof Typed, string>> = {
  ...{ occurredOn: '/occurredOn', time: '/time', channel: '/channel', place: '/place' },
  ...{ count: '/count', qpv: '/qpv', needs: '/needs' },
};

/** One person, in the street, today: what most encounters are. */
export function blank(today: string): Typed {
  return { occurredOn: today, time: '', channel: 'street', place: '', count: '1', qpv: '', needs: '' };
}

export function needsOf({ needs }: Pick<Typed, 'needs'>): readonly string[] {
  return needs === '' ? [] : needs.split(' ');
}

export function needsText(needs: readonly string[]): string {
  return needs.join(' ');
}

/** What must be answered before anything is sent, by field. */
export function problemsOf({ occurredOn, channel, count }: Typed, today: string): Record<string, string> {
  const absent = Object.entries({ occurredOn, channel, count }).filter(([, value]) => value.trim() === '');
  return {
    ...(occurredOn > today && { occurredOn: t('form.dateOrder') }),
    ...Object.fromEntries(absent.map(([name]) => [name, t('form.required')])),
  };
}

/** An encounter as it is sent. */
export function encounterOf({ occurredOn, time, channel, place, count, qpv, ...typed }: Typed): EncounterForm {
  return {
    ...{ occurredOn, channel, count: Number(count), needs: [...needsOf(typed)] },
    ...(time !== '' && { time }),
    ...(place.trim() !== '' && { place: { label: place.trim() } }),
    ...(qpv !== '' && { qpv }),
  };
}

/** What will be logged, in words; `channel` is the label of what was chosen. */
export function sentenceOf({ occurredOn, count, place }: Typed, channel: string | undefined, today: string): string {
  const said = [
    t('outreach.met', { count: Number(count) || 1 }),
    channel ?? [],
    place.trim() === '' ? [] : place.trim(),
  ];
  const date = occurredOn === '' ? t('step.unknown') : shortDay(occurredOn, today, locale);
  return t('outreach.sentence', { date, what: said.flat().join(' · ') });
}

/** What may be done of an encounter: one with several people is nobody's in particular. */
export function linkable({ count, linked }: Pick<Encounter, 'count' | 'linked'>): boolean {
  return !linked && count === 1;
}
