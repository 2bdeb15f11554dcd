import { Link } from '@tanstack/react-router';
import type { Alert } from '../../api/index.js';
import { Icon } from '../../design/index.js';
import { locale, shortDay, t } from '../../i18n/index.js';
import { Evidence } from '../risk/evidence.js';
import { saidOnce } from '../risk/reading.js';
import { clearingOf } from './inbox.js';

/** Each reason in plain words with the entries that show it, and what would clear the alert. */
export function AlertWhy({ alert, today }: { readonly alert: Alert; readonly today: string }) {
  const clearing = clearingOf(alert);
  return (
    <div className="stack alert-why">
      <h3>{t('risk.why')}</h3>
      <ul>
        {saidOnce(alert.causes).map((cause) => (
          <li key={`${cause.instance} ${cause.addedOn}`}>
            <p>
              <b>{cause.why}</b>{' '}
              <span className="quiet small">
                {t('alerts.rule', { rule: cause.instances.join(', '), version: alert.ruleSetVersion })}
                {cause.dueOn !== null && ` · ${t('alerts.holdsSince', { date: shortDay(cause.dueOn, today, locale) })}`}
                {cause.first !== null && ` · ${t('alerts.firstFor', { name: cause.first.name })}`}
              </span>
            </p>
            <p>
              <Evidence parcoursId={alert.parcoursId} evidence={cause.evidence} today={today} />
            </p>
            {cause.mutedBy !== null && (
              <p className="alert-muted small">
                <Icon name="clock" />
                {cause.mutedBy}
              </p>
            )}
          </li>
        ))}
      </ul>
      {clearing.length > 0 && <p className="alert-clearing">{t('risk.clearedBy', { what: clearing.join(', ') })}</p>}
      {!alert.received && (
        <p className="small">
          <Link to="/parcours/$id/risque" params={{ id: alert.parcoursId }} search={{}}>
            {t('alerts.whyAnyDay')}
          </Link>
        </p>
      )}
    </div>
  );
}
