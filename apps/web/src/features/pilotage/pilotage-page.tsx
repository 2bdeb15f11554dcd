import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { needed, type Me } from '../../api/index.js';
import { NoPermission, Page, PagePending } from '../../app/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { TerritoryChoice, useTerritory } from '../rules/territory.js';
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
      <Figures me={me} />
    </Page>
  );
}

function Figures({ me }: { readonly me: Me }) {
  const [today] = useState(() => dayOf(new Date()));
  const search = useSearch({ from: '/shell/pilotage' });
  const navigate = useNavigate({ from: '/pilotage' });
  const { own, territory, choose } = useTerritory(me, search.territoire);
  const asked = { ...askedOf(search, today), ...(territory !== undefined && { territory }) };
  const { data } = useQuery({ ...indicatorsQuery, ...needed });
  const indicators = inReadingOrder(data ?? []);
  const shown = indicators.find(({ id }) => id === search.indicateur) ?? indicators[0];

  const { data: active } = useQuery(figureQuery('parcours-active', asked));

  function ask({ from, to, asOf }: Asked) {
    const { indicateur } = search;
    void navigate({
      search: {
        ...{ du: from, au: to, ...(asOf !== undefined && { connu: asOf }) },
        ...(indicateur !== undefined && { indicateur }),
        // Sent to somebody else, the address says which one is meant.
        ...(own.length > 1 && territory !== undefined && { territoire: territory }),
      },
      replace: true,
    });
  }

  return (
    <>
      {territory !== undefined && (
        <TerritoryChoice
          own={own}
          territory={territory}
          onChange={(territoire) => {
            choose(territoire);
            void navigate({ search: { ...search, territoire }, replace: true });
          }}
        />
      )}
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
