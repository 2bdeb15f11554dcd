import { useRouteContext } from '@tanstack/react-router';
import { NoPermission, Page } from '../../app/index.js';
import { t } from '../../i18n/index.js';

const READERS = ['steering', 'institutional'];

/** The reading page of the committees; of whoever has no mandate at all, whom to ask for one. */
export function ReportsPage() {
  const { me } = useRouteContext({ from: '/shell' });
  if (me.roles.length === 0)
    return <NoPermission title={t('reports.noMandate')}>{t('reports.askMandate')}</NoPermission>;
  if (!me.roles.some((role) => READERS.includes(role))) {
    return <NoPermission title={t('reports.title')}>{t('reports.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('reports.title')}>
      <div className="card stack">
        <p>{t('reports.none')}</p>
        <p className="quiet">{t('reports.lead')}</p>
      </div>
    </Page>
  );
}
