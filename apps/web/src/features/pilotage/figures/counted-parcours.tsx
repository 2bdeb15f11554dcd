import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useRouteContext } from '@tanstack/react-router';
import { useState } from 'react';
import type { Figure, Indicator } from '../../../api/index.js';
import { MoreButton } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import { ElevationButton } from '../../elevations/index.js';
import { lineId } from '../../parcours/timeline/timeline.js';
import type { Asked } from '../period/period.js';
import { verdictOf } from './figure-words.js';
import { countedQuery } from './queries.js';

interface CountedParcoursProps {
  readonly indicator: Indicator;
  readonly asked: Asked;
  readonly figure: Figure;
}

const CASE_WORK = ['operator', 'structure-manager'];

/**
 * The parcours behind a figure, for whoever wants to see them: each leads to the entry that decides, for the coordinator
 * once she has broken the glass on it.
 */
export function CountedParcours(props: CountedParcoursProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="counted small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('pilotage.counted')}</summary>
      {open && <Counted {...props} />}
    </details>
  );
}

function Counted({ indicator, asked, figure }: CountedParcoursProps) {
  const found = useInfiniteQuery(countedQuery(indicator.id, asked, figure.asOf));
  const { me } = useRouteContext({ from: '/shell' });
  const follows = me.roles.some((role) => CASE_WORK.includes(role));
  const items = found.data?.pages.flatMap((page) => page.items);
  if (items === undefined) {
    return (
      <p className="quiet" role="status">
        {found.error === null ? t('app.loading') : t('pilotage.countedFailed', { reason: found.error.message })}
      </p>
    );
  }
  return (
    <div className="stack">
      {items.length === 0 && <p role="status">{t('pilotage.countedNone')}</p>}
      <ul aria-label={t('pilotage.countedList', { label: indicator.label })}>
        {items.map(({ parcoursId, caseNumber, eventId, beneficiaryId, verdict }) => (
          <li key={parcoursId}>
            {follows ? (
              <Link to="/parcours/$id" params={{ id: parcoursId }} search={{}} hash={lineId(eventId)}>
                {caseNumber}
              </Link>
            ) : (
              caseNumber
            )}
            {` – ${verdictOf(indicator.kind, verdict)} `}
            <ElevationButton
              beneficiary={beneficiaryId}
              who={caseNumber}
              entry={{ parcours: parcoursId, hash: lineId(eventId) }}
            />
          </li>
        ))}
      </ul>
      {figure.erased > 0 && <p className="quiet">{t('pilotage.countedErased')}</p>}
      <MoreButton list={found} />
    </div>
  );
}
