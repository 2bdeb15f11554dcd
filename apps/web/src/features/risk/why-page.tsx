import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { needed, type Risk, type RiskRule } from '../../api/index.js';
import { Page, PagePending } from '../../app/index.js';
import { Icon, TextField } from '../../design/index.js';
import { dayOf, isDay, locale, longDay, shortDay, t } from '../../i18n/index.js';
import { Evidence } from './evidence.js';
import { edgeOf, LevelChip } from './level.js';
import { riskQuery } from './queries.js';
import { isMuted, readingOf } from './reading.js';
import './risk.css';

/** Why a parcours is flagged, or why it is not, with what was known on any day. */
export function WhyPage() {
  const { id } = useParams({ from: '/shell/parcours/$id/risque' });
  const { le } = useSearch({ from: '/shell/parcours/$id/risque' });
  const navigate = useNavigate({ from: '/parcours/$id/risque' });
  const [today] = useState(() => dayOf(new Date()));
  const on = le !== undefined && isDay(le) && le <= today ? le : today;
  const { data } = useQuery({ ...riskQuery(id, on === today ? undefined : on), ...needed });
  return (
    <Page
      title={t('risk.pageTitle')}
      under={
        <p>
          <Link to="/parcours/$id" params={{ id }} search={{}} className="risk-back">
            <Icon name="back" />
            {t('risk.back')}
          </Link>
        </p>
      }
    >
      <div className="card risk-date" id="date">
        <TextField
          name="on"
          label={t('risk.date')}
          hint={t('risk.dateHelp')}
          type="date"
          max={today}
          value={on}
          onChange={(day) => {
            // A day is typed figure by figure: only a whole one is asked for.
            if (!isDay(day) || day > today) return;
            void navigate({ search: day === today ? {} : { le: day }, replace: true });
          }}
        />
      </div>
      {data === undefined ? <PagePending /> : <Answer risk={data} today={today} />}
    </Page>
  );
}

function Answer({ risk, today }: { readonly risk: Risk; readonly today: string }) {
  const day = longDay(risk.on, locale);
  if (!risk.known) {
    return (
      <p className="card" role="status">
        {t('risk.unknown', { day })}
      </p>
    );
  }
  const { why, quiet, whyNot, clearing } = readingOf(risk);
  return (
    <>
      <section className={`card stack risk-answer ${edgeOf(risk.level)}`} aria-labelledby="risk-answer">
        <h2 id="risk-answer" className="row">
          {t('risk.onDay', { day })}
          {risk.level === 'none' ? <span className="quiet">{t('level.none')}</span> : <LevelChip level={risk.level} />}
        </h2>
        <p role="status">
          {risk.stoppedBy?.text ??
            t(risk.level === 'none' ? 'risk.scoreNone' : 'risk.score', { score: risk.score, count: why.length })}
        </p>
        {why.length > 0 && <Rules rules={why} parcoursId={risk.parcoursId} today={today} />}
        {risk.messages.map(({ since, evidence }) => (
          <p key={evidence.eventId}>
            {t('risk.concern', { date: shortDay(since, today, locale) })}{' '}
            <Evidence parcoursId={risk.parcoursId} evidence={[evidence]} today={today} />
          </p>
        ))}
        {clearing.length > 0 && <p>{t('risk.clearedBy', { what: clearing.join(', ') })}</p>}
        <p className="quiet small">
          {t('risk.ruleSet', { label: risk.ruleSet.label, version: risk.ruleSet.version })}
          {risk.nextReviewOn !== null &&
            ` · ${t('risk.nextReview', { date: shortDay(risk.nextReviewOn, today, locale) })}`}
        </p>
      </section>
      {quiet.length > 0 && (
        <section className="card stack" aria-labelledby="risk-quiet">
          <h2 id="risk-quiet">{t('risk.quiet')}</h2>
          <Rules rules={quiet} quiet parcoursId={risk.parcoursId} today={today} />
        </section>
      )}
      {whyNot.length > 0 && <WhyNot rules={whyNot} today={today} />}
    </>
  );
}

interface RulesProps {
  readonly rules: readonly RiskRule[];
  /** They hold, and add nothing to the score. */
  readonly quiet?: true;
  readonly parcoursId: string;
  readonly today: string;
}

function Rules({ rules, quiet, parcoursId, today }: RulesProps) {
  return (
    <ul className="risk-rules">
      {rules.map((rule) => (
        <li key={rule.instance}>
          <p>
            <b>{rule.label}</b>{' '}
            <span className="quiet small">{t('risk.weight', { rule: rule.instance, weight: rule.weight })}</span>
          </p>
          {rule.flags.map((flag, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <p key={index}>
              {flag.why} <Evidence parcoursId={parcoursId} evidence={flag.evidence} today={today} />
              {flag.mutedBy !== null && (
                <span className="risk-muted small">
                  <Icon name="clock" />
                  {flag.mutedBy.text}
                </span>
              )}
            </p>
          ))}
          {quiet === true && !isMuted(rule) && <p className="quiet small">{t('risk.sameGroup')}</p>}
        </li>
      ))}
    </ul>
  );
}

function WhyNot({ rules, today }: Pick<RulesProps, 'rules' | 'today'>) {
  return (
    <section className="card stack" aria-labelledby="risk-why-not">
      <h2 id="risk-why-not">{t('risk.whyNot')}</h2>
      <table className="plain-table">
        <caption className="visually-hidden">{t('risk.whyNot')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('risk.column.rule')}</th>
            <th scope="col">{t('risk.column.when')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ instance, label, weight, expectedOn }) => (
            <tr key={instance}>
              <th scope="row">
                {label} <span className="quiet small">{t('risk.weight', { rule: instance, weight })}</span>
              </th>
              <td>
                {expectedOn === null
                  ? t('risk.neverByTime')
                  : t('risk.expected', { date: shortDay(expectedOn, today, locale) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
