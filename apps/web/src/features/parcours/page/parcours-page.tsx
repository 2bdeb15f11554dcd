import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { parcoursQuery, type ParcoursView } from '../../../api/index.js';
import { Page } from '../../../app/index.js';
import { locale, longDay, t } from '../../../i18n/index.js';
import { TimelineList } from '../timeline/timeline-list.js';

/** One person's parcours: who answers for it, then its timeline. */
export function ParcoursPage() {
  const { id } = useParams({ from: '/shell/parcours/$id' });
  const { data } = useQuery({ ...parcoursQuery(id), throwOnError: true });
  if (data === undefined) {
    return (
      <Page title={t('parcours.heading')}>
        <p className="quiet" role="status">
          {t('app.loading')}
        </p>
      </Page>
    );
  }
  return <Parcours view={data} />;
}

function Parcours({ view }: { readonly view: ParcoursView }) {
  const [showVoided, setShowVoided] = useState(false);
  const { parcours, person, entries, gaps } = view;
  const day = (date: string) => longDay(date, locale);
  return (
    <Page title={person.displayName} tab={t('parcours.heading')}>
      <p>
        {parcours.exitedOn
          ? t('parcours.exitedOn', { date: day(parcours.exitedOn) })
          : t('parcours.openSince', { date: day(parcours.openedOn) })}
        {' · '}
        {parcours.referent === null
          ? t('parcours.noReferent')
          : t('parcours.referent', { name: parcours.referent.name })}
      </p>
      <section className="card stack" aria-labelledby="timeline">
        <h2 id="timeline">{t('parcours.heading')}</h2>
        {entries.some(({ voided }) => voided) && (
          <label className="row">
            <input type="checkbox" checked={showVoided} onChange={(event) => setShowVoided(event.target.checked)} />
            {t('parcours.showVoided')}
          </label>
        )}
        <TimelineList entries={entries} gaps={gaps} showVoided={showVoided} />
      </section>
    </Page>
  );
}
