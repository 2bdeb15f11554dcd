import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../design/index.js';
import { locale, shortDay, t } from '../../i18n/index.js';
import { Evidence } from './evidence.js';
import { edgeOf, LevelChip } from './level.js';
import { riskQuery } from './queries.js';
import { readingOf, saidOnce } from './reading.js';
import './risk.css';

interface RiskCardProps {
  readonly parcoursId: string;
  readonly today: string;
}

/** The level beside the name; nothing where there is none. */
export function RiskMark({ parcoursId }: Pick<RiskCardProps, 'parcoursId'>) {
  const { data } = useQuery(riskQuery(parcoursId));
  return data === undefined ? null : <LevelChip level={data.level} />;
}

/** Why the parcours is flagged today, on what evidence, and what would clear it; that it is not, in one line. */
export function RiskCard({ parcoursId, today }: RiskCardProps) {
  const { data, error } = useQuery(riskQuery(parcoursId));
  if (error !== null) return <p className="quiet small">{t('risk.unread', { reason: error.message })}</p>;
  if (data === undefined || !data.known) return null;
  const { why, clearing } = readingOf(data);
  const reasons = why.flatMap(({ instance, flags }) =>
    flags.filter(({ mutedBy }) => mutedBy === null).map((flag) => ({ ...flag, instance })),
  );
  const questions = (
    <span className="risk-questions small no-print">
      <Link to="/parcours/$id/risque" params={{ id: parcoursId }}>
        {t('risk.why')}
      </Link>
      {' · '}
      <Link to="/parcours/$id/risque" params={{ id: parcoursId }} hash="date">
        {t('risk.otherDay')}
      </Link>
    </span>
  );
  if (data.stoppedBy !== null || (data.level === 'none' && data.messages.length === 0)) {
    return (
      <p className="risk-none small">
        {data.stoppedBy?.text ?? t('risk.none')} {questions}
      </p>
    );
  }
  return (
    <section className={`card now-card risk-card ${edgeOf(data.level)}`} aria-labelledby="now-risk">
      <h2 id="now-risk" className="now-title risk-title">
        <Icon name="alert" />
        {t('risk.title', { level: t(`level.${data.level}`).toLocaleLowerCase(locale), score: data.score })}
      </h2>
      <ul className="risk-why">
        {saidOnce(reasons).map(({ instances, ...reason }) => (
          <li key={reason.instance}>
            <b>{reason.why}</b> <span className="quiet small">{instances.join(', ')}</span>{' '}
            <Evidence parcoursId={parcoursId} evidence={reason.evidence} today={today} />
          </li>
        ))}
        {data.messages.map(({ since, evidence }) => (
          <li key={evidence.eventId}>
            <b>{t('risk.concern', { date: shortDay(since, today, locale) })}</b>{' '}
            <Evidence parcoursId={parcoursId} evidence={[evidence]} today={today} />
          </li>
        ))}
      </ul>
      {clearing.length > 0 && <p className="small">{t('risk.clearedBy', { what: clearing.join(', ') })}</p>}
      <p>
        <span className="quiet small">{t('risk.rules', { version: data.ruleSet.version })}</span> {questions}
        {data.alert !== null && (
          <>
            {' · '}
            <Link className="small" to="/alertes" search={{ alerte: data.alert.id }}>
              {t('risk.openAlert')}
            </Link>
          </>
        )}
      </p>
    </section>
  );
}
