import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { needed } from '../../api/index.js';
import { NoPermission, Page, PagePending } from '../../app/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { FigureCard } from './figures/figure-card.js';
import { figureQuery, indicatorsQuery } from './figures/queries.js';
import { inReadingOrder } from './figures/reading-order.js';
import { askedOf, type Asked } from './period/period.js';
import { PeriodBar } from './period/period-bar.js';
import './pilotage.css';
import { TrendCard } from './trend/trend-card.js';

/** The coordinator's figures, each with its definition, for a period and as known on any day. */
export function PilotagePage() {
  const { me } = useRouteContext({ from: '/shell' });
  if (!me.roles.includes('coordinator')) {
    return <NoPermission title={t('pilotage.title')}>{t('pilotage.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('pilotage.title')}>
      <Figures />
    </Page>
  );
}

function Figures() {
  const [today] = useState(() => dayOf(new Date()));
  const search = useSearch({ from: '/shell/pilotage' });
  const navigate = useNavigate({ from: '/pilotage' });
  const asked = askedOf(search, today);
  const { data } = useQuery({ ...indicatorsQuery, ...needed });
  const indicators = inReadingOrder(data ?? []);
  const shown = indicators.find(({ id }) => id === search.indicateur) ?? indicators[0];

  const { data: active } = useQuery(figureQuery('parcours-active', asked));

  function ask({ from, to, asOf }: Asked) {
    const kept = search.indicateur === undefined ? {} : { indicateur: search.indicateur };
    void navigate({ search: { du: from, au: to, ...(asOf !== undefined && { connu: asOf }), ...kept }, replace: true });
  }

  return (
    <>
      <PeriodBar asked={asked} today={today} onChange={ask} />
      {shown === undefined && <PagePending />}
      {active?.value === 0 && <p className="card">{t('pilotage.empty')}</p>}
      {(['rate', 'count'] as const).map((kind) => (
        <div key={kind} className={`figures figures-${kind}`}>
          {indicators
            .filter((indicator) => indicator.kind === kind)
            .map((indicator) => (
              <FigureCard key={indicator.id} indicator={indicator} asked={asked} />
            ))}
        </div>
      ))}
      {shown !== undefined && (
        <TrendCard
          indicators={indicators}
          shown={shown}
          asked={asked}
          today={today}
          onShow={(indicateur) => void navigate({ search: { ...search, indicateur }, replace: true })}
        />
      )}
    </>
  );
}
