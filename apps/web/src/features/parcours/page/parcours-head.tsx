import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { Fragment, lazy, Suspense, useState, type ReactNode } from 'react';
import {
  identityQuery,
  nomenclatureQuery,
  type Identity as IdentityView,
  type ParcoursView,
} from '../../../api/index.js';
import { PagePending } from '../../../app/index.js';
import { Chip, Icon, type Hue, type IconName } from '../../../design/index.js';
import { locale, longDay, shortDay, t, type MessageKey } from '../../../i18n/index.js';
import { mayRecord } from '../story/standing.js';
import type { Story } from '../story/story.js';

/** Asked for now and then: loaded when it is. */
const RightsPanel = lazy(async () => ({ default: (await import('../rights/index.js')).RightsPanel }));
const IdentityForms = lazy(async () => ({ default: (await import('./identity-forms.js')).IdentityForms }));

/** Where the person stands today: one chip, said in words. */
export function PhaseChip({
  view,
  story,
  today,
}: {
  readonly view: ParcoursView;
  readonly story: Story;
  readonly today: string;
}) {
  const { hue, icon, text } = phaseOf(view, story, today);
  return (
    <Chip hue={hue} icon={icon}>
      {text}
    </Chip>
  );
}

function phaseOf({ parcours }: ParcoursView, story: Story, today: string): { hue: Hue; icon: IconName; text: string } {
  const day = (date: string) => shortDay(date, today, locale);
  if (parcours.status === 'exited') {
    return { hue: 'pause', icon: 'exit', text: t('parcours.exitedOn', { date: day(parcours.exitedOn ?? today) }) };
  }
  const job = story.jobs.findLast(({ to }) => to === undefined);
  if (job) return { hue: 'job', icon: 'job', text: t('parcours.inJobSince', { date: day(job.from) }) };
  const training = story.trainings.findLast(({ to }) => to === undefined);
  if (training)
    return { hue: 'training', icon: 'school', text: t('parcours.inTrainingSince', { date: day(training.from) }) };
  return { hue: 'support', icon: 'hand', text: t('parcours.supported', { date: day(parcours.openedOn) }) };
}

/** The facts of the person and of who follows them; the full identity on demand, since each reading is journaled. */
export function Facts({ view, today }: { readonly view: ParcoursView; readonly today: string }) {
  const [shown, setShown] = useState(false);
  const [rights, setRights] = useState(false);
  const { parcours, person } = view;
  const { referent, structures } = parcours;
  const { me } = useRouteContext({ from: '/shell' });
  const records = mayRecord(parcours, me);
  return (
    <div className="facts-block">
      <div className="facts">
        <span>
          <Icon name="eye" />
          <span>
            {person.birthYear ? `${t('parcours.born', { year: String(person.birthYear) })} · ` : ''}
            <button type="button" className="link-button" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {t(shown ? 'parcours.hideIdentity' : 'parcours.showIdentity')}
            </button>
          </span>
        </span>
        {person.qpv && <District code={person.qpv} />}
        {referent === null ? (
          parcours.status === 'open' && (
            <span className="facts-alone">
              <Icon name="alert" />
              {t('parcours.noReferent')}
            </span>
          )
        ) : (
          <span>
            <Icon name="user" />
            {`${t('parcours.referent', { name: referent.name })}, ${referent.structure.name}`}
          </span>
        )}
        <span>
          <Icon name="lock" />
          <span>
            {`${t('parcours.shared', { count: structures.length })} · `}
            <button type="button" className="link-button" aria-expanded={rights} onClick={() => setRights(!rights)}>
              {t('rights.show')}
            </button>
          </span>
        </span>
      </div>
      {shown && <Identity id={parcours.id} today={today} records={records} />}
      {rights && (
        <Suspense fallback={null}>
          <RightsPanel
            {...{ beneficiary: parcours.beneficiaryId, today, records }}
            parts={records || me.roles.includes('coordinator')}
          />
        </Suspense>
      )}
    </div>
  );
}

/** The district by its name; unknown ones are not worth a line here. */
function District({ code }: { readonly code: string }) {
  const { data } = useQuery(nomenclatureQuery('qpv'));
  const district = data?.find((item) => item.code === code);
  if (district === undefined) return null;
  return (
    <span>
      <Icon name="map" />
      {t('parcours.qpv', { name: district.label })}
    </span>
  );
}

interface IdentityProps {
  readonly id: string;
  readonly today: string;
  /** Whether what is wrong in it is the reader's to correct. */
  readonly records: boolean;
}

function Identity({ id, today, records }: IdentityProps) {
  const { data, error } = useQuery(identityQuery(id));
  return (
    <section className="card identity" aria-label={t('parcours.identity')}>
      {error !== null && <p role="alert">{error.message}</p>}
      {data === undefined && error === null && <PagePending />}
      {data !== undefined && (
        <dl>
          {rowsOf(data).map(([label, value]) => (
            <Fragment key={label}>
              <dt>{t(label)}</dt>
              <dd>{value ?? t('parcours.identityNone')}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {data !== undefined && records && (
        <Suspense fallback={null}>
          <IdentityForms identity={data} today={today} />
        </Suspense>
      )}
      <p className="quiet small">{t('parcours.identityJournaled')}</p>
    </section>
  );
}

/** Names first, then the ways to reach the person; what nobody recorded is said as such, but for what is rare. */
function rowsOf(identity: IdentityView): readonly (readonly [MessageKey, ReactNode])[] {
  const { familyName, givenName, birthName, birthDate, sex, phone, email, otherContact, address } = identity;
  return [
    ['person.family', familyName],
    ...(birthName ? [['parcours.birthName', birthName] as const] : []),
    ['person.given', givenName],
    ['new.birth', birthDate === null ? null : longDay(birthDate, locale)],
    ...(sex === 'unknown' ? [] : [['identity.sex', t(`identity.sex.${sex}`)] as const]),
    ['new.phone', phone === null ? null : <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>],
    ['new.email', email === null ? null : <a href={`mailto:${email}`}>{email}</a>],
    ...(otherContact ? [['parcours.otherContact', otherContact] as const] : []),
    ...(address ? [['parcours.address', `${address.line}, ${address.postcode} ${address.city}`] as const] : []),
  ];
}
