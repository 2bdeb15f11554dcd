import { Link } from '@tanstack/react-router';
import { Icon } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import type { HandoverReport, Left } from './handover.js';

interface ReportProps {
  readonly report: HandoverReport;
  readonly left: readonly Left[];
  /** Who took over. */
  readonly name: string;
  readonly onRetry: () => void;
}

/** What came of each case: how many passed, and those that did not, with why. */
export function Report({ report: { handedOver, postponed }, left, name, onRetry }: ReportProps) {
  return (
    <section className="card stack handover-report" role="status" aria-label={t('handover.report')}>
      <p className="handover-done">
        <Icon name={left.length === 0 ? 'check' : 'alert'} />
        <strong>{t('handover.done', { count: handedOver, name })}</strong>
      </p>
      {left.length > 0 && (
        <>
          <p>{t('handover.left', { count: left.length })}</p>
          <ul>
            {left.map((each) => (
              <li key={each.parcoursId}>
                <Link to="/parcours/$id" params={{ id: each.parcoursId }}>
                  {each.name}
                </Link>{' '}
                : {each.message ?? t('handover.postponed')}
              </li>
            ))}
          </ul>
        </>
      )}
      {postponed > 0 && (
        <p>
          <button type="button" className="button button-primary" onClick={onRetry}>
            {t('handover.goOn')}
          </button>
        </p>
      )}
      <p>
        <Link to="/">{t('handover.toFile')}</Link>
      </p>
    </section>
  );
}
