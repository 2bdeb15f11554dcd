import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { peopleQuery, type PersonItem } from '../../api/index.js';
import { t } from '../../i18n/index.js';
import { OpenParcours } from './open-parcours.js';
import './people.css';
import { underOf } from './person-words.js';
import { useSettled } from './use-settled.js';

/** Who is called so, among the people that the reader may see. */
export function FoundPeople({ name }: { readonly name: string }) {
  const { data, error } = useQuery({ ...peopleQuery(useSettled(name)), placeholderData: keepPreviousData });
  if (error !== null) return <p className="card">{error.message}</p>;
  return (
    <section className="stack" aria-label={t('people.found')}>
      <p className="quiet" role="status">
        {data === undefined
          ? t('app.loading')
          : t(data.more ? 'people.countMore' : 'people.count', { count: data.items.length })}
      </p>
      {data !== undefined && data.items.length > 0 && (
        <ul className="ruled-list people">
          {data.items.map((person) => (
            <li key={person.beneficiaryId}>
              <PersonLine person={person} />
            </li>
          ))}
        </ul>
      )}
      {data?.items.length === 0 && <p className="card">{t('people.none')}</p>}
    </section>
  );
}

/** Somebody in two lines, leading to her newest parcours; where none is open, one may be opened. */
export function PersonLine({ person }: { readonly person: PersonItem }) {
  const { parcours, fullName } = person;
  return (
    <>
      {parcours === null ? (
        <b>{fullName}</b>
      ) : (
        <Link className="people-name" to="/parcours/$id" params={{ id: parcours.id }}>
          {fullName}
        </Link>
      )}
      <br />
      <span className="quiet small">{underOf(person)}</span>
      {parcours?.status !== 'open' && <OpenParcours beneficiary={person.beneficiaryId} again={parcours !== null} />}
    </>
  );
}
