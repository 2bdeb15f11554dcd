import { daysBetween, locale, longDay, t, type MessageKey } from '../../../i18n/index.js';
import type { Lanes } from './lanes.js';
import type { Arrow, Band, Described } from './marks.js';

const NAMES = {
  started: 'frise.arrow',
  waiting: 'frise.arrowWaiting',
  ended: 'frise.arrowEnded',
} as const satisfies Record<Arrow['state'], MessageKey>;

/** Each orientation from the lane that proposed it, with the days that it took or has waited. */
export function arrowsOf({ story, glossary }: Described, lanes: Lanes): readonly Arrow[] {
  return story.orientations.flatMap((orientation): Arrow[] => {
    const { id, fromStructure, toStructure, proposedOn, startedOn, endedOn } = orientation;
    const from = lanes.ofStructure(fromStructure);
    if (from === undefined) return [];
    const state = startedOn !== undefined ? 'started' : endedOn !== undefined ? 'ended' : 'waiting';
    const end = startedOn ?? endedOn ?? story.exitedOn ?? glossary.today;
    const days = daysBetween(proposedOn, end);
    return [
      {
        type: 'arrow',
        id: `arrow-${id}`,
        line: id,
        from,
        to: state === 'started' ? (lanes.ofStructure(toStructure) ?? null) : null,
        on: proposedOn,
        end,
        state,
        days,
        name: t(NAMES[state], {
          from: lanes.lanes[from]?.name ?? '',
          to: glossary.name(toStructure) ?? t('now.elsewhere'),
          days,
        }),
      },
    ];
  });
}

/** Days without a referent; where there is still none, up to today. */
export function bandsOf({ gaps, glossary }: Described): readonly Band[] {
  return gaps.map(({ from, to, days }) => ({
    type: 'band',
    id: `gap-${from}`,
    line: `gap-${from}`,
    from,
    to: to ?? glossary.today,
    days,
    name: [
      t(to === null ? 'parcours.gapOpen' : 'parcours.gapDays', { days }),
      to === null
        ? t('parcours.gapSince', { from: longDay(from, locale) })
        : t('parcours.gapBetween', { from: longDay(from, locale), to: longDay(to, locale) }),
    ].join(', '),
  }));
}
