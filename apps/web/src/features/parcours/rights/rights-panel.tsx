import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { answer, client, nomenclatureQuery, personQuery, withKey, type Person } from '../../../api/index.js';
import { PagePending, queryClient } from '../../../app/index.js';
import { locale, shortDay, t } from '../../../i18n/index.js';
import { MergedRecords } from '../../duplicates/merged-records.js';
import { CriterionForm, NoticeForm, ObjectionForm, RestrictionForm } from './rights-forms.js';
import { lastAnswers, meansKey } from './rights.js';
import './rights.css';

interface RightsPanelProps {
  readonly beneficiary: string;
  readonly today: string;
  /** Whether the reader may note something; whoever only reads is offered nothing. */
  readonly records: boolean;
  /** Whether records that were merged may be parted: by who may note something, and by the coordinator. */
  readonly parts: boolean;
}

/**
 * Which publics she belongs to, what she was told, what she objects to, what is restricted; and what may be noted of it.
 * Each reading is journaled.
 */
export function RightsPanel({ beneficiary, today, records, parts }: RightsPanelProps) {
  const { data, error } = useQuery(personQuery(beneficiary));
  const asked = { beneficiary, today, records };
  return (
    <section className="card rights" aria-label={t('rights.title')}>
      {error !== null && <p role="alert">{error.message}</p>}
      {data === undefined && error === null && <PagePending />}
      {data !== undefined && (
        <>
          <Criteria person={data} {...asked} />
          <Notices person={data} {...asked} />
          <Objections person={data} {...asked} />
          <Restrictions person={data} {...asked} />
          <MergedRecords records={data.records} mayPart={parts} />
          <div>
            <h2>{t('rights.erasure')}</h2>
            <p className="small">{t('rights.erasureHelp')}</p>
            <p>
              <code className="rights-number">{beneficiary}</code>
            </p>
          </div>
        </>
      )}
      <p className="quiet small">{t('parcours.identityJournaled')}</p>
    </section>
  );
}

interface PartProps extends Omit<RightsPanelProps, 'parts'> {
  readonly person: Person;
}

function Criteria({ person, beneficiary, today, records }: PartProps) {
  const { data: list } = useQuery(nomenclatureQuery('criteria'));
  const answers = lastAnswers(person.criteria);
  return (
    <Part title={t('rights.criteria')} none={answers.length === 0 && t('rights.noCriterion')}>
      {answers.map(({ id, on, criterion, answer: said, proof }) => {
        const what = list?.find(({ code }) => code === criterion)?.label;
        if (what === undefined) return null;
        const how = t(`rights.answer.${said}`).toLocaleLowerCase(locale);
        return (
          <li key={id}>
            {t('rights.criterionSaid', { what, how, date: shortDay(on, today, locale) })}
            {proof !== null && <span className="quiet"> {t('rights.proofSeen', { proof })}</span>}
          </li>
        );
      })}
      {records && <CriterionForm beneficiary={beneficiary} today={today} />}
    </Part>
  );
}

function Notices({ person, beneficiary, today, records }: PartProps) {
  return (
    <Part title={t('rights.notices')} none={person.notices.length === 0 && t('rights.noNotice')}>
      {person.notices.map(({ id, on, article, means }) => {
        const key = meansKey(means);
        const how = key === undefined ? '' : t(key).toLocaleLowerCase(locale);
        return <li key={id}>{t('rights.notice', { date: shortDay(on, today, locale), how, article })}</li>;
      })}
      {records && <NoticeForm beneficiary={beneficiary} today={today} />}
    </Part>
  );
}

function Objections({ person, beneficiary, today, records }: PartProps) {
  return (
    <Part title={t('rights.objections')} none={person.objections.length === 0 && t('rights.noObjection')}>
      {person.objections.map(({ id, on, purpose }) => (
        <li key={id}>
          {t('rights.objection', { what: t(`rights.purpose.${purpose}`), date: shortDay(on, today, locale) })}{' '}
          {records && (
            <Ending
              word={t('rights.withdraw')}
              end={(key) => {
                const params = { path: { id: beneficiary, objection: id } };
                return answer(
                  client.POST('/beneficiaries/{id}/objections/{objection}/withdrawals', {
                    ...{ params, body: {} },
                    ...withKey(key),
                  }),
                );
              }}
            />
          )}
        </li>
      ))}
      {records && <ObjectionForm beneficiary={beneficiary} today={today} />}
    </Part>
  );
}

function Restrictions({ person, beneficiary, today, records }: PartProps) {
  return (
    <Part title={t('rights.restrictions')} none={person.restrictions.length === 0 && t('rights.noRestriction')}>
      {person.restrictions.map(({ id, on, reason }) => (
        <li key={id}>
          {reason === null
            ? t('rights.restrictionKept', { date: shortDay(on, today, locale) })
            : t('rights.restriction', { date: shortDay(on, today, locale), reason })}{' '}
          {records && (
            <Ending
              word={t('rights.lift')}
              end={(key) => {
                const params = { path: { id: beneficiary, restriction: id } };
                return answer(
                  client.POST('/beneficiaries/{id}/restrictions/{restriction}/lifts', {
                    ...{ params, body: {} },
                    ...withKey(key),
                  }),
                );
              }}
            />
          )}
        </li>
      ))}
      {records && <RestrictionForm beneficiary={beneficiary} today={today} />}
    </Part>
  );
}

/** A heading, what is noted under it or that nothing is, and the form that adds to it (the last child). */
function Part({
  title,
  none,
  children,
}: {
  readonly title: string;
  readonly none: string | false;
  readonly children: readonly [readonly ReactNode[], ReactNode];
}) {
  const [noted, form] = children;
  return (
    <div className="rights-part">
      <h2>{title}</h2>
      {none === false ? <ul>{noted}</ul> : <p className="quiet small">{none}</p>}
      {form}
    </div>
  );
}

/** Ends what was noted, today; what is refused says why. */
function Ending({ word, end }: { readonly word: string; readonly end: (key: string) => Promise<unknown> }) {
  const [key] = useState(() => crypto.randomUUID());
  const [refused, setRefused] = useState('');
  async function press() {
    try {
      await end(key);
      await queryClient.invalidateQueries({ queryKey: ['person'] });
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <>
      <button type="button" className="link-button" onClick={() => void press()}>
        {word}
      </button>
      {refused !== '' && (
        <span role="alert" className="field-error">
          {refused}
        </span>
      )}
    </>
  );
}
