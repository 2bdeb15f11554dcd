import { useId, useState } from 'react';
import type { BackTestSummary } from '../../../api/index.js';
import { count, locale, percent, t } from '../../../i18n/index.js';
import { CurveChart } from './curve-chart.js';
import { perOperator, type Threshold } from './summary.js';

interface WorkloadProps {
  readonly summary: BackTestSummary;
  /** The score from which the version flags, as it was tested. */
  readonly current: number;
}

/** What another threshold would have given: fewer alerts that are right more often, or more that miss less. */
export function Workload({ summary, current }: WorkloadProps) {
  const slider = useId();
  const { thresholds } = summary;
  const [chosen, setChosen] = useState(() =>
    Math.max(
      0,
      thresholds.findIndex(({ atRiskFrom }) => atRiskFrom === current),
    ),
  );
  const at = thresholds[chosen];
  if (at === undefined) return <p className="quiet">{t('backTest.noThreshold')}</p>;
  const share = (value: number) => percent(value, locale);
  // Where nobody answers for a parcours, there is no operator to share the alerts with.
  const shared = thresholds.some((each) => perOperator(summary, each) !== null);
  const load = (each: Threshold) => (shared ? perOperator(summary, each) : each.alertsPerWeek);
  const loadName = t(shared ? 'backTest.load' : 'backTest.perWeek');
  const points = (value: (each: Threshold) => number | null) =>
    thresholds.map((each) => ({ x: each.atRiskFrom, y: value(each) }));
  return (
    <section className="stack" aria-labelledby={`${slider}title`}>
      <h3 id={`${slider}title`}>{t('backTest.thresholds')}</h3>
      <div className="bt-slider">
        <label htmlFor={slider}>{t('backTest.slider', { score: at.atRiskFrom })}</label>
        <input
          id={slider}
          type="range"
          min={0}
          max={thresholds.length - 1}
          step={1}
          value={chosen}
          aria-valuetext={saysOf(summary, at)}
          onChange={(event) => setChosen(Number(event.target.value))}
        />
        <p role="status" className="bt-says">
          {saysOf(summary, at)}
          {at.atRiskFrom === current && <span className="quiet"> {t('backTest.isCurrent')}</span>}
        </p>
      </div>
      <div className="bt-charts">
        <div>
          <h4>{t('backTest.curve')}</h4>
          <CurveChart
            series={[
              { name: t('backTest.precision'), points: points(({ precision }) => precision) },
              { name: t('backTest.recall'), points: points(({ recall }) => recall) },
            ]}
            says={t('backTest.curveSays')}
            chosen={at.atRiskFrom}
            most={1}
            word={share}
          />
          <Table
            caption={t('backTest.curve')}
            thresholds={thresholds}
            chosen={at.atRiskFrom}
            columns={[
              [t('backTest.precision'), ({ precision }) => (precision === null ? null : share(precision))],
              [t('backTest.recall'), ({ recall }) => (recall === null ? null : share(recall))],
            ]}
          />
        </div>
        <div>
          <h4>{t('backTest.workload')}</h4>
          <CurveChart
            series={[{ name: loadName, points: points(load) }]}
            says={t('backTest.workloadSays', { what: loadName })}
            chosen={at.atRiskFrom}
            word={decimal}
          />
          <Table
            caption={t('backTest.workload')}
            thresholds={thresholds}
            chosen={at.atRiskFrom}
            columns={[
              ...(shared
                ? ([[loadName, (each: Threshold) => maybe(perOperator(summary, each), decimal)]] as const)
                : []),
              [t('backTest.perWeek'), ({ alertsPerWeek }) => maybe(alertsPerWeek, decimal)],
              [t('backTest.flagged'), ({ flagged }) => count(flagged, locale)],
            ]}
          />
        </div>
      </div>
    </section>
  );
}

interface TableProps {
  readonly caption: string;
  readonly thresholds: readonly Threshold[];
  readonly chosen: number;
  readonly columns: readonly (readonly [head: string, cell: (each: Threshold) => string | null])[];
}

function Table({ caption, thresholds, chosen, columns }: TableProps) {
  return (
    // What is cut off at the side is reached by the arrow keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="bt-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="plain-table bt-table small">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('backTest.column.score')}</th>
            {columns.map(([head]) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {thresholds.map((each) => (
            <tr key={each.atRiskFrom} className={each.atRiskFrom === chosen ? 'bt-chosen' : undefined}>
              <th scope="row">{each.atRiskFrom}</th>
              {columns.map(([head, cell]) => (
                <td key={head}>{cell(each) ?? t('backTest.noFigure')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function saysOf(summary: BackTestSummary, at: Threshold): string {
  const each = perOperator(summary, at);
  return t(each === null ? 'backTest.thresholdSaysAll' : 'backTest.thresholdSays', {
    score: at.atRiskFrom,
    load: maybe(each ?? at.alertsPerWeek, decimal) ?? t('backTest.unknownNumber'),
    precision: maybe(at.precision, (value) => percent(value, locale)) ?? t('backTest.unknownNumber'),
    recall: maybe(at.recall, (value) => percent(value, locale)) ?? t('backTest.unknownNumber'),
  });
}

function decimal(value: number): string {
  return value.toLocaleString(locale, { maximumFractionDigits: 1 });
}

function maybe(value: number | null, word: (value: number) => string): string | null {
  return value === null ? null : word(value);
}
