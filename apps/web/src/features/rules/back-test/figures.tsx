import type { BackTestSummary } from '../../../api/index.js';
import { locale, percent, t } from '../../../i18n/index.js';
import { whyMissing } from './summary.js';

/** The figures of a back-test, each with its sentence; what cannot be had says why. */
export function Figures({ summary }: { readonly summary: BackTestSummary }) {
  const share = (value: number | null) => (value === null ? null : percent(value, locale));
  const plain = (value: number | null, digits = 1) =>
    value === null ? null : value.toLocaleString(locale, { maximumFractionDigits: digits });
  const { precision, baseRate, recall, exits, auc, aucInterval, medianLeadDays, alertsPerOperatorWeek } = summary;
  const [low, high] = aucInterval ?? [];
  return (
    <dl className="bt-figures">
      <Figure
        name={t('backTest.precision')}
        value={share(precision)}
        why={whyMissing(summary, 'precision')}
        sentence={t('backTest.precisionSays', { base: share(baseRate) ?? '–', flagged: summary.flagged })}
      />
      <Figure
        name={t('backTest.recall')}
        value={share(recall)}
        why={whyMissing(summary, 'recall')}
        sentence={t('backTest.recallSays', { exits })}
      />
      <Figure
        name={t('backTest.auc')}
        value={plain(auc, 2)}
        why={whyMissing(summary, 'auc')}
        sentence={
          low === undefined || high === undefined
            ? t('backTest.aucSays')
            : t('backTest.aucBetween', { low: plain(low, 2) ?? '', high: plain(high, 2) ?? '' })
        }
      />
      <Figure
        name={t('backTest.ahead')}
        value={medianLeadDays === null ? null : t('backTest.days', { days: Math.round(medianLeadDays) })}
        why={whyMissing(summary, 'medianLeadDays')}
        sentence={t('backTest.aheadSays')}
      />
      <Figure
        name={t('backTest.load')}
        value={plain(alertsPerOperatorWeek)}
        why={whyMissing(summary, 'alertsPerOperatorWeek')}
        sentence={t('backTest.loadSays')}
      />
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string | null;
  readonly why: string | undefined;
  readonly sentence: string;
}

function Figure({ name, value, why, sentence }: FigureProps) {
  return (
    <div className="bt-figure">
      <dt>{name}</dt>
      <dd>
        <b className="bt-value">{value ?? t('backTest.noFigure')}</b>
        <span className="quiet small">{value === null ? (why ?? t('backTest.why.few')) : sentence}</span>
      </dd>
    </div>
  );
}

/** Whether the rules have shown what they must before they are relied on. */
export function Gate({ summary: { gate } }: { readonly summary: BackTestSummary }) {
  return (
    <ul className="bt-gate">
      {(['auc', 'ppv'] as const).map((which) => (
        <li key={which} className={`bt-gate-${String(gate[which])}`}>
          <b>
            {t(gate[which] === null ? 'backTest.gateUnknown' : gate[which] ? 'backTest.gateYes' : 'backTest.gateNo')}
          </b>{' '}
          {t(`backTest.gate.${which}`)}
        </li>
      ))}
    </ul>
  );
}
