import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { Figure, Indicator } from '../../../api/index.js';
import { t } from '../../../i18n/index.js';
import type { Asked } from '../period/period.js';
import { CountedParcours } from './counted-parcours.js';
import { erasedOf, fragilityOf, restsOn, valueOf } from './figure-words.js';
import { figureQuery } from './queries.js';
import { ShareBar } from './share-bar.js';

/** A figure, and everything without which it is not shown: what it rests on, how sure it is, what it means. */
export function FigureCard({ indicator, asked }: { readonly indicator: Indicator; readonly asked: Asked }) {
  const heading = useId();
  const { data, error } = useQuery(figureQuery(indicator.id, asked));
  return (
    <section className={`card figure figure-${indicator.kind}`} aria-labelledby={heading}>
      <h2 id={heading}>{indicator.label}</h2>
      {data !== undefined && <Value indicator={indicator} figure={data} />}
      {data === undefined && error === null && (
        <p className="figure-value quiet" role="status">
          <span className="small">{t('app.loading')}</span>
        </p>
      )}
      {data === undefined && error !== null && (
        <p className="figure-failed">{t('pilotage.failed', { reason: error.message })}</p>
      )}
      <Definition indicator={indicator} />
      {data !== undefined && <CountedParcours indicator={indicator} asked={asked} figure={data} />}
    </section>
  );
}

function Value({ indicator, figure }: { readonly indicator: Indicator; readonly figure: Figure }) {
  const fragile = fragilityOf(figure);
  const rests = [...restsOn(indicator, figure), erasedOf(figure) ?? []].flat();
  return (
    <>
      <div className="row figure-line">
        <span className="figure-value">{valueOf(indicator.kind, figure)}</span>
        {figure.provisional && (
          <span className="figure-provisional" title={t('pilotage.provisionalWhy')}>
            {t('pilotage.provisional')}
          </span>
        )}
        {fragile !== undefined && <span className="quiet small">{fragile}</span>}
      </div>
      {indicator.kind === 'rate' && figure.value !== null && (
        <ShareBar share={figure.value} interval={figure.fragile ? figure.interval : null} />
      )}
      {rests.length > 0 && <p className="small">{rests.join(' · ')}</p>}
    </>
  );
}

function Definition({ indicator }: { readonly indicator: Indicator }) {
  const { definition, version, unit, source, status } = indicator;
  return (
    <div className="figure-definition small">
      <p>{definition}</p>
      <p className="quiet">
        {t('pilotage.definition')} : {t('pilotage.definitionVersion', { version, unit: t(`pilotage.unit.${unit}`) })}
        {status === 'to-confirm' && <b> ({t('pilotage.toConfirm')})</b>}. {t('pilotage.source', { source })}
      </p>
    </div>
  );
}
