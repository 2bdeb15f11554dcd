import { useRouteContext } from '@tanstack/react-router';
import { NoPermission, Page } from '../../app/index.js';
import { t } from '../../i18n/index.js';
import { DuplicatesLine } from '../duplicates/duplicates-line.js';
import { ElevationsCard } from '../elevations/index.js';
import './alerts.css';
import { CoordinationNotices } from './coordination-notices.js';
import { Escalations } from './escalations.js';
import { Inbox } from './inbox-list.js';

/** Of an operator: who may be dropping out, why, and what became of it. Of a coordinator: what nobody has looked at. */
export function AlertsPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const follows = me.roles.some((role) => role === 'operator' || role === 'structure-manager');
  const coordinates = me.roles.includes('coordinator');
  if (!follows && !coordinates) {
    return <NoPermission title={t('alerts.title')}>{t('alerts.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('alerts.title')}>
      {follows && <Inbox />}
      {coordinates && (
        <>
          <DuplicatesLine />
          <Escalations />
          <CoordinationNotices />
          <ElevationsCard />
        </>
      )}
    </Page>
  );
}
