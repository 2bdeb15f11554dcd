import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useId, useState } from 'react';
import { needed, professionalsQuery, structuresQuery } from '../../api/index.js';
import { NoPermission, Page, PagePending } from '../../app/index.js';
import { dayOf, t } from '../../i18n/index.js';
import './administration.css';
import { NewProfessional } from './new-professional.js';
import { NewStructure } from './new-structure.js';
import { ProfessionalRow } from './professional-row.js';
import { territoriesQuery } from './queries.js';

const AccessesSection = lazy(async () => ({ default: (await import('../accesses/index.js')).AccessesSection }));
const ElevationsCard = lazy(async () => ({ default: (await import('../elevations/index.js')).ElevationsCard }));
const MailsSection = lazy(async () => ({ default: (await import('../mails/index.js')).MailsSection }));
const ErasuresSection = lazy(async () => ({ default: (await import('../erasures/index.js')).ErasuresSection }));

/**
 * Of an admin: structures, professionals, what each may do, the links by which they come in, mails that failed. Of a
 * dpo: erasures, cases opened by break-the-glass and the access journal.
 */
export function AdministrationPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const [admin, dpo] = [me.roles.includes('admin'), me.roles.includes('dpo')];
  if (!admin && !dpo) {
    return <NoPermission title={t('admin.title')}>{t('admin.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('admin.title')}>
      {admin && <Structures />}
      {admin && <Professionals />}
      {dpo && (
        <Suspense fallback={<PagePending />}>
          <ErasuresSection />
          <ElevationsCard />
          <AccessesSection />
        </Suspense>
      )}
      {admin && (
        <Suspense fallback={<PagePending />}>
          <MailsSection />
        </Suspense>
      )}
    </Page>
  );
}

function Structures() {
  const heading = useId();
  const structures = useQuery({ ...structuresQuery, ...needed }).data;
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('admin.structures')}</h2>
      {structures === undefined && <PagePending />}
      {structures?.length === 0 && <p>{t('admin.noStructure')}</p>}
      {structures !== undefined && structures.length > 0 && (
        <ul className="admin-list">
          {structures.map(({ id, name, seat }) => (
            <li key={id}>
              <b>{name}</b> <span className="quiet small">{t(seat ? 'admin.seat' : 'admin.noSeat')}</span>
            </li>
          ))}
        </ul>
      )}
      <NewStructure />
    </section>
  );
}

function Professionals() {
  const heading = useId();
  const [today] = useState(() => dayOf(new Date()));
  const professionals = useQuery({ ...professionalsQuery, ...needed }).data;
  const structures = useQuery(structuresQuery).data;
  const territories = useQuery(territoriesQuery).data;
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('admin.professionals')}</h2>
      {professionals === undefined && <PagePending />}
      {professionals !== undefined && (
        <ul className="admin-list">
          {professionals.map((professional) => (
            <ProfessionalRow
              key={professional.professional}
              professional={professional}
              structures={structures ?? []}
              territories={territories ?? []}
              today={today}
            />
          ))}
        </ul>
      )}
      <NewProfessional />
    </section>
  );
}
