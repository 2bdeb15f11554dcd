import { Page } from '../../../app/index.js';
import { t } from '../../../i18n/index.js';

/** The layout of the page to come, so that nothing jumps when it does. */
export function Skeleton() {
  return (
    <Page title={t('parcours.heading')}>
      <p className="quiet" role="status">
        {t('parcours.loading')}
      </p>
      <div className="now" aria-hidden="true">
        <div className="card skeleton-card" />
        <div className="card skeleton-card" />
      </div>
      <div className="card skeleton-timeline" aria-hidden="true">
        {Array.from({ length: 6 }, (_, line) => (
          <div className="skeleton-line" key={line} />
        ))}
      </div>
    </Page>
  );
}
