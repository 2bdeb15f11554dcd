import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { identityQuery, type ParcoursView } from '../../../api/index.js';
import { Chip, Icon, type Hue, type IconName } from '../../../design/index.js';
import { locale, longDay, shortDay, t } from '../../../i18n/index.js';
import type { Story } from '../story/story.js';

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
export function Facts({ view }: { readonly view: ParcoursView }) {
  const [shown, setShown] = useState(false);
  const { parcours, person } = view;
  const { referent, structures } = parcours;
  const place = referent?.structure;
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
        {person.qpv && (
          <span>
            <Icon name="map" />
            {t('parcours.qpv', { name: person.qpv })}
          </span>
        )}
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
            {[t('parcours.referent', { name: referent.name }), (typeof place === 'string' ? place : place?.name) ?? []]
              .flat()
              .join(', ')}
          </span>
        )}
        <span>
          <Icon name="lock" />
          {t('parcours.shared', { count: structures.length })}
        </span>
      </div>
      {shown && <Identity id={parcours.id} />}
    </div>
  );
}

function Identity({ id }: { readonly id: string }) {
  const { data, error } = useQuery(identityQuery(id));
  return (
    <section className="card identity" aria-label={t('parcours.identity')}>
      {error !== null && <p role="alert">{error.message}</p>}
      {data === undefined && error === null && (
        <p className="quiet" role="status">
          {t('app.loading')}
        </p>
      )}
      {data !== undefined && (
        <dl>
          <dt>{t('person.family')}</dt>
          <dd>{data.familyName}</dd>
          <dt>{t('person.given')}</dt>
          <dd>{data.givenName}</dd>
          <dt>{t('new.birth')}</dt>
          <dd>{data.birthDate ? longDay(data.birthDate, locale) : t('parcours.identityNone')}</dd>
          <dt>{t('new.phone')}</dt>
          <dd>
            {data.phone ? (
              <a href={`tel:${data.phone.replaceAll(' ', '')}`}>{data.phone}</a>
            ) : (
              t('parcours.identityNone')
            )}
          </dd>
          <dt>{t('new.email')}</dt>
          <dd>{data.email ? <a href={`mailto:${data.email}`}>{data.email}</a> : t('parcours.identityNone')}</dd>
        </dl>
      )}
      <p className="quiet small">{t('parcours.identityJournaled')}</p>
    </section>
  );
}
