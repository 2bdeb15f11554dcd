import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { HandBack } from '../../api/index.js';
import { MoreButton } from '../../design/index.js';
import { dayOf, locale, shortDay, t } from '../../i18n/index.js';
import { handBackSteps } from './handover.js';
import { handBacksQuery } from './queries.js';

/** What the end of a seat leaves to do (domain.md § 1), before anything else is passed on; nothing where there is none. */
export function HandBacks() {
  const heading = useId();
  const [today] = useState(() => dayOf(new Date()));
  const found = useInfiniteQuery(handBacksQuery);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('handback.title')}</h2>
      <p>{t('handback.lead')}</p>
      <ul className="handback-list">
        {items.map((item) => (
          <Row
            key={`${item.parcoursId} ${item.structure.id} ${item.orientation?.orientationId ?? ''}`}
            item={item}
            today={today}
          />
        ))}
      </ul>
      <MoreButton list={found} />
    </section>
  );
}

function Row({ item, today }: { readonly item: HandBack; readonly today: string }) {
  const { displayName, structure, seatEndedOn, orientation } = item;
  const day = (date: string) => shortDay(date, today, locale);
  return (
    <li>
      <span>
        <b>{displayName}</b>
        <br />
        <span className="quiet small">
          {[
            t('handback.ended', { structure: structure.name, date: day(seatEndedOn) }),
            ...(orientation === null
              ? []
              : [t('handback.received', { from: orientation.from.name, date: day(orientation.proposedOn) })]),
          ].join(' · ')}
        </span>
      </span>
      <ToDo item={item} />
    </li>
  );
}

function ToDo({ item }: { readonly item: HandBack }) {
  const { parcoursId, displayName, orientation } = item;
  if (orientation !== null) {
    return (
      <Link to="/orientations" {...said('handback.answer', displayName)}>
        {t('handback.answer')}
      </Link>
    );
  }
  return (
    <>
      {handBackSteps(item).map((etape) => (
        <Link
          key={etape}
          to="/parcours/$id"
          params={{ id: parcoursId }}
          search={{ etape }}
          {...said(WORDS[etape], displayName)}
        >
          {t(WORDS[etape])}
        </Link>
      ))}
    </>
  );
}

const WORDS = { orientation: 'handback.refer', exit: 'handback.exit', departure: 'handback.leave' } as const;

function said(word: (typeof WORDS)[keyof typeof WORDS] | 'handback.answer', displayName: string) {
  return { className: 'button', 'aria-label': `${t(word)} : ${displayName}` };
}
