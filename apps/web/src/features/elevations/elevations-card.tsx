import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { needed, type Elevation } from '../../api/index.js';
import { PagePending } from '../../app/index.js';
import { Chip, MoreButton } from '../../design/index.js';
import { clock, dayOf, locale, shortDay, t } from '../../i18n/index.js';
import './elevations.css';
import { elevationsQuery } from './queries.js';

/** To the coordinator and to the dpo: who opened which case by break-the-glass, why, and until when. */
export function ElevationsCard() {
  const heading = useId();
  const [today] = useState(() => dayOf(new Date()));
  const found = useInfiniteQuery({ ...elevationsQuery, ...needed });
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('elevations.title')}</h2>
      {items === undefined && <PagePending />}
      {items?.length === 0 && <p>{t('elevations.none')}</p>}
      {items !== undefined && items.length > 0 && (
        <ul className="elevations" aria-label={t('elevations.title')}>
          {items.map((item) => (
            <Line key={item.id} item={item} today={today} />
          ))}
        </ul>
      )}
      <MoreButton list={found} />
    </section>
  );
}

function Line({ item, today }: { readonly item: Elevation; readonly today: string }) {
  const { professional, structure, cases, beneficiaryId, reason, inForce } = item;
  const at = (instant: number) => {
    const date = new Date(instant);
    return `${shortDay(dayOf(date), today, locale)}, ${clock(date, locale)}`;
  };
  return (
    <li>
      <p>
        <b>{professional.name}</b>
        {structure !== null && `, ${structure.name}`}
        {' – '}
        {cases.length > 0 ? (
          cases.map(({ caseNumber }) => caseNumber).join(', ')
        ) : (
          <>
            {t('elevations.noCase')} <code className="small">{beneficiaryId}</code>
          </>
        )}{' '}
        {inForce && (
          <Chip hue="watch" icon="eye">
            {t('elevations.inForce')}
          </Chip>
        )}
      </p>
      <p className="quiet small">
        {reason.label} · {t('elevations.span', { from: at(item.from), until: at(item.until) })}
        {!inForce && ` · ${t('elevations.over')}`}
      </p>
    </li>
  );
}
