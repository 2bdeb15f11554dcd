import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouteContext } from '@tanstack/react-router';
import { useState } from 'react';
import {
  acting,
  answer,
  client,
  needed,
  structuresQuery,
  withKey,
  type Service,
  type ServiceForm,
} from '../../api/index.js';
import { Page, PagePending, readAnew } from '../../app/index.js';
import { Icon } from '../../design/index.js';
import { clock, dayOf, locale, longDay, t } from '../../i18n/index.js';
import { mayConfirm, mayKeep } from './directory.js';
import './directory.css';
import { Confirming } from './confirming.js';
import { serviceQuery } from './queries.js';
import { ServiceFacts } from './service-facts.js';
import { fieldsOf } from './service-form.js';
import { ServiceForms } from './service-forms.js';
import { ServiceMark } from './service-mark.js';
import { Withdrawing } from './withdrawing.js';

/** One service: all that is said of it, and, for those who keep it, the ways to say it otherwise. */
export function ServicePage() {
  const { id } = useParams({ from: '/shell/annuaire/$id' });
  const service = useQuery({ ...serviceQuery(id), ...needed }).data;
  if (service === undefined) {
    return (
      <Page title={t('directory.title')}>
        <PagePending />
      </Page>
    );
  }
  return <ServiceView key={id} service={service} />;
}

function ServiceView({ service }: { readonly service: Service }) {
  const { me } = useRouteContext({ from: '/shell' });
  const [today] = useState(() => dayOf(new Date()));
  const [changing, setChanging] = useState(false);
  const [told, setTold] = useState('');
  const structures = useQuery(structuresQuery).data;
  const { structure, name, stale, withdrawnOn } = service;
  const open = withdrawnOn === null;

  async function saved(what: string) {
    setChanging(false);
    await readAnew('services');
    setTold(`${t('save.savedAt', { time: clock(new Date(), locale) })} ${what}`);
  }

  const place = structures?.find(({ id }) => id === structure)?.name;
  return (
    <Page
      title={name}
      mark={<ServiceMark service={service} />}
      under={<p className="quiet">{place}</p>}
      aside={
        open &&
        !changing &&
        mayKeep(me, service) && (
          <button type="button" className="button no-print" onClick={() => setChanging(true)}>
            <Icon name="pencil" />
            {t('directory.change')}
          </button>
        )
      }
    >
      <p className="no-print">
        <Link to="/annuaire">{t('directory.back')}</Link>
      </p>
      <p role="status" className={told === '' ? 'visually-hidden' : 'form-saved'}>
        {told}
      </p>
      {withdrawnOn !== null && <p>{t('directory.withdrawnOn', { date: longDay(withdrawnOn, locale) })}</p>}
      {open && stale && <p>{t('directory.staleWhy')}</p>}
      {changing ? (
        <ServiceForms
          from={fieldsOf(service)}
          before={service}
          submitWord={t('directory.submitChange')}
          send={(form, key) => update(service, form, key)}
          onSaved={() => saved(t('directory.saved'))}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <ServiceFacts service={service} />
      )}
      {open && !changing && mayConfirm(me, service) && (
        <Confirming key={service.confirmedOn} service={service} onDone={() => saved(t('directory.confirmedNow'))} />
      )}
      {!changing && mayKeep(me, service) && <Withdrawing service={service} today={today} onDone={saved} />}
    </Page>
  );
}

function update({ id, structure }: Service, body: ServiceForm, key: string) {
  const params = { path: { id } };
  return answer(client.POST('/services/{id}/updates', { params, body, ...withKey(key, acting.among(structure)) }));
}
