import { useQueries } from '@tanstack/react-query';
import { useId } from 'react';
import type { Indicator } from '../../../api/index.js';
import { SelectField } from '../../../design/index.js';
import { count, locale, percent, t } from '../../../i18n/index.js';
import { valueOf } from '../figures/figure-words.js';
import { figureQuery } from '../figures/queries.js';
import { quartersUpTo, type Asked, type Quarter } from '../period/period.js';
import { TrendChart } from './trend-chart.js';
import type { TrendPoint } from './trend.js';

/** Two years and the quarter in progress. */
const QUARTERS = 9;

interface TrendCardProps {
  readonly indicators: readonly Indicator[];
  readonly shown: Indicator;
  readonly asked: Asked;
  readonly today: string;
  readonly onShow: (id: string) => void;
}

/** One indicator over the last quarters: a drawing, and the same figures in a table beside it. */
export function TrendCard({ indicators, shown, asked, today, onShow }: TrendCardProps) {
  const heading = useId();
  const quarters = quartersUpTo(asked, today, QUARTERS);
  const figures = useQueries({
    queries: quarters.map(({ from, to }) => figureQuery(shown.id, { ...asked, from, to })),
  });
  const points = quarters.map((quarter, index) => ({ quarter, figure: figures[index]?.data }));
  const loading = figures.some(({ isPending }) => isPending);
  return (
    <section className="card stack trend" aria-labelledby={heading}>
      <div className="row trend-head">
        <h2 id={heading}>{t('pilotage.trend', { label: shown.label })}</h2>
        <SelectField
          name="trend"
          label={t('pilotage.trendOf')}
          options={indicators.map(({ id, label }) => ({ value: id, label }))}
          value={shown.id}
          onChange={onShow}
        />
      </div>
      {loading && (
        <p className="quiet small" role="status">
          {t('app.loading')}
        </p>
      )}
      <div className="trend-body">
        <TrendChart points={points} kind={shown.kind} says={saysOf(shown, points)} />
        <TrendTable points={points} indicator={shown} errors={figures.map(({ error }) => error?.message)} />
      </div>
    </section>
  );
}

export function quarterWord({ number, year }: Quarter): string {
  return t('pilotage.quarter', { number, year });
}

/** What the drawing shows, in one sentence. */
function saysOf({ label, kind }: Indicator, points: readonly TrendPoint[]): string {
  const valued = points.flatMap(({ quarter, figure }) =>
    figure === undefined || figure.value === null ? [] : [{ quarter, value: figure.value }],
  );
  const [first, last] = [valued[0], valued.at(-1)];
  if (first === undefined || last === undefined) return t('pilotage.trendNone', { label });
  const word = (value: number) => (kind === 'rate' ? percent(value, locale) : count(value, locale));
  return t('pilotage.trendSays', {
    ...{ label, first: word(first.value), last: word(last.value) },
    ...{ from: quarterWord(first.quarter), to: quarterWord(last.quarter) },
  });
}

interface TrendTableProps {
  readonly points: readonly TrendPoint[];
  readonly indicator: Indicator;
  readonly errors: readonly (string | undefined)[];
}

function TrendTable({ points, indicator, errors }: TrendTableProps) {
  const rate = indicator.kind === 'rate';
  return (
    <table className="trend-table small">
      <caption className="visually-hidden">{t('pilotage.trend', { label: indicator.label })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('pilotage.column.quarter')}</th>
          <th scope="col">{t('pilotage.column.value')}</th>
          {rate && <th scope="col">{t('pilotage.column.over')}</th>}
        </tr>
      </thead>
      <tbody>
        {points.map(({ quarter, figure }, index) => (
          <tr key={quarter.from}>
            <th scope="row">{quarterWord(quarter)}</th>
            <td>
              {figure === undefined ? (errors[index] ?? '…') : valueOf(indicator.kind, figure)}
              {figure?.provisional === true && <span className="quiet"> {t('pilotage.provisional')}</span>}
            </td>
            {rate && <td>{figure === undefined ? '' : `${figure.numerator} / ${figure.denominator ?? 0}`}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
