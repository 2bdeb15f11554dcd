import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  answer,
  client,
  peopleQuery,
  useSubmission,
  withKey,
  type Encounter,
  type PersonItem,
} from '../../api/index.js';
import { readAnew } from '../../app/index.js';
import { SearchField } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { underOf, useSettled } from '../people/index.js';

interface LinkEncounterProps {
  readonly encounter: Encounter;
  readonly when: string;
  readonly onSaved: (told: string) => void;
}

/** Says who it was: somebody who is known already, or somebody new, who is then registered. */
export function LinkEncounter({ encounter, when, onSaved }: LinkEncounterProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="folded" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">
        {t('outreach.link')}
        <span className="visually-hidden"> : {when}</span>
      </summary>
      {open && (
        <div className="stack encounter-link">
          <Known encounter={encounter} when={when} onSaved={onSaved} />
          <p>
            <Link className="button" to="/personnes/nouvelle" search={{ rencontre: encounter.id }}>
              {t('outreach.newPerson')}
            </Link>
          </p>
        </div>
      )}
    </details>
  );
}

function Known({ encounter: { id, structure }, when, onSaved }: LinkEncounterProps) {
  const [typed, setTyped] = useState('');
  const name = useSettled(typed.trim());
  const asks = name.length > 1;
  const { data, error } = useQuery({ ...peopleQuery(name), enabled: asks, placeholderData: keepPreviousData });
  const { saving, submit } = useSubmission(
    (beneficiaryId: string, key: string) =>
      answer(
        client.POST('/outreach/{id}/links', {
          ...{ params: { path: { id } }, body: { beneficiaryId } },
          ...withKey(key, structure),
        }),
      ),
    {},
  );
  async function link({ beneficiaryId, fullName }: PersonItem) {
    if ((await submit(beneficiaryId)) === undefined) return;
    onSaved(t('outreach.linkedTo', { date: when, name: fullName }));
    await readAnew('outreach');
  }
  const people = asks ? data?.items : undefined;
  return (
    <>
      <SearchField name={`who-${id}`} label={t('people.search')} value={typed} onChange={setTyped} />
      <p role="status" className="quiet small">
        {asks && data === undefined && error === null && t('app.loading')}
        {people !== undefined && t(data?.more === true ? 'people.countMore' : 'people.count', { count: people.length })}
        {error?.message}
      </p>
      {'message' in saving && (
        <p role="alert" className="field-error">
          {[saving.message, ...('rest' in saving ? saving.rest : [])].join(' ')}
        </p>
      )}
      {people !== undefined && people.length > 0 && (
        <ul className="encounter-people">
          {people.map((person) => (
            <li key={person.beneficiaryId} className="row">
              <span>
                <b>{person.fullName}</b>
                <br />
                <span className="quiet small">{underOf(person)}</span>
              </span>
              {person.readOnly ? (
                <span className="quiet small">{t('outreach.readOnly')}</span>
              ) : (
                <button type="button" className="button" onClick={() => void link(person)}>
                  {t('outreach.itWas')}
                  <span className="visually-hidden"> : {person.fullName}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
