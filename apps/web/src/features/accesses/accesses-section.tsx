import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import {
  answer,
  client,
  needed,
  professionalsQuery,
  structuresQuery,
  type AccessesAsked,
  type AccessLine,
} from '../../api/index.js';
import { PagePending } from '../../app/index.js';
import { ComboField } from '../../design/combo-field.js';
import { MoreButton, TextField } from '../../design/index.js';
import { clock, dayOf, isDay, isMessage, locale, shortDay, t } from '../../i18n/index.js';
import { personNumberIn } from '../erasures/erasure-words.js';
import { actionOf, reasonsOf } from './access-words.js';
import './accesses.css';

const accessesQuery = (asked: AccessesAsked) =>
  infiniteQueryOptions({
    queryKey: ['accesses', asked],
    queryFn: ({ pageParam, signal }) =>
      answer(
        client.GET('/accesses', {
          params: { query: { ...asked, ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

/** The access journal as the dpo reads it: who saw whom, what, when and why. */
export function AccessesSection() {
  const heading = useId();
  const [typed, setTyped] = useState({ from: '', to: '', professional: '', person: '' });
  const professionals = useQuery(professionalsQuery).data;
  const person = personNumberIn(typed.person);
  const unclear = typed.person.trim() !== '' && person === undefined;
  const asked = {
    ...(isDay(typed.from) && { from: typed.from }),
    ...(isDay(typed.to) && { to: typed.to }),
    ...(typed.professional !== '' && { professional: typed.professional }),
    ...(person !== undefined && { person }),
  };
  const field = (name: 'from' | 'to' | 'person') => ({
    ...{ name: `access-${name}`, label: t(`access.${name}`), value: typed[name], optional: true },
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{t('access.title')}</h2>
      <p className="erasure-lead">{t('access.lead')}</p>
      <div className="form-grid">
        <TextField {...field('from')} type="date" />
        <TextField {...field('to')} type="date" />
        <TextField {...field('person')} error={unclear ? t('erasure.personUnclear') : undefined} />
        <ComboField
          name="access-professional"
          label={t('access.professional')}
          optional
          value={typed.professional}
          options={(professionals ?? []).map(({ professional, givenName, familyName }) => ({
            value: professional,
            label: `${givenName} ${familyName}`,
          }))}
          onChange={(professional) => setTyped({ ...typed, professional })}
        />
      </div>
      {!unclear && <Lines asked={asked} />}
    </section>
  );
}

function Lines({ asked }: { readonly asked: AccessesAsked }) {
  const found = useInfiniteQuery({ ...accessesQuery(asked), placeholderData: keepPreviousData, ...needed });
  const items = found.data?.pages.flatMap((page) => page.items);
  if (items === undefined) {
    return <PagePending />;
  }
  if (items.length === 0) return <p role="status">{t('access.none')}</p>;
  return (
    <>
      <ul className="accesses" aria-label={t('access.title')}>
        {items.map((line) => (
          <Line key={`${line.request} ${line.action}`} line={line} />
        ))}
      </ul>
      <MoreButton list={found} />
    </>
  );
}

/** One reading in two lines; the people of it by number alone, unfolded on demand. */
function Line({ line }: { readonly line: AccessLine }) {
  const professionals = useQuery(professionalsQuery).data;
  const structures = useQuery(structuresQuery).data;
  const [today] = useState(() => dayOf(new Date()));
  const who = professionals?.find(({ professional }) => professional === line.professional);
  const at = new Date(line.at);
  const role = `role.${line.role}`;
  const place = structures?.find(({ id }) => id === line.structure)?.name;
  return (
    <li>
      <p>
        <b>{who === undefined ? line.professional : `${who.givenName} ${who.familyName}`}</b>
        {` – ${actionOf(line)}`}
      </p>
      <p className="quiet small">
        {[
          `${shortDay(dayOf(at), today, locale)}, ${clock(at, locale)}`,
          [isMessage(role) ? t(role) : line.role, place ?? []].flat().join(', '),
          reasonsOf(line),
        ].join(' · ')}
      </p>
      <details>
        <summary className="small">{t('access.people', { count: line.people })}</summary>
        <ul>
          {line.subjects.map(({ person }) => (
            <li key={person}>
              <code className="small">{person}</code>
            </li>
          ))}
          {line.people > line.subjects.length && (
            <li className="quiet small">{t('access.others', { count: line.people - line.subjects.length })}</li>
          )}
        </ul>
      </details>
    </li>
  );
}
