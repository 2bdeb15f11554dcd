import { useQuery } from '@tanstack/react-query';
import { ApiProblem, knownPeopleQuery, type KnownPeople as Known } from '../../api/index.js';
import { Icon } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { PersonLine, useSettled } from '../people/index.js';
import { fullNameOf, type NewPersonForm } from './new-person.js';

/** Longer than between two letters: the server counts how often one asks about people one may not see. */
const SETTLED = 700;

/** Whether the person typed is already known: who she may be, or whom to call about her. */
export function KnownPeople({ form, today }: { readonly form: NewPersonForm; readonly today: string }) {
  const settled = useSettled(JSON.stringify(fullNameOf(form, today) ?? null), SETTLED);
  const name = JSON.parse(settled) as ReturnType<typeof fullNameOf> | null;
  const { data, error } = useQuery(knownPeopleQuery(name ?? undefined));
  const known = data !== undefined && isKnown(data) ? data : undefined;
  return (
    <div className={known && 'known stack'}>
      <div className="stack" role="status">
        {known !== undefined && <AlreadyKnown known={known} />}
        {error instanceof ApiProblem && <p className="quiet small">{t('known.notAsked', { reason: error.message })}</p>}
        {data !== undefined && known === undefined && (
          <p className="known-nobody small">
            <Icon name="check" />
            {t('known.nobody')}
          </p>
        )}
      </div>
      {/* Apart from what is said aloud as it comes: something may be opened from here. */}
      {known !== undefined && known.people.length > 0 && (
        <ul className="people">
          {known.people.map((person) => (
            <li key={person.beneficiaryId}>
              <PersonLine person={person} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function isKnown({ people, contacts }: Known): boolean {
  return people.length + contacts.length > 0;
}

function AlreadyKnown({ known: { people, contacts } }: { readonly known: Known }) {
  return (
    <>
      {people.length > 0 && (
        <p>
          <b>{t('known.perhaps', { count: people.length })}</b> {t('known.open')}
        </p>
      )}
      {contacts.map(({ structure, referent }) => (
        <p key={structure.id}>
          <b>{t('known.elsewhere', { structure: structure.name })}</b>{' '}
          {referent === null
            ? t('known.askCoordination')
            : t('known.call', { name: referent.name, how: waysTo(referent) })}
        </p>
      ))}
    </>
  );
}

/** How to reach a colleague; the name alone where nothing else is known. */
function waysTo({ phone, email }: NonNullable<Known['contacts'][number]['referent']>): string {
  const ways = [phone ?? [], email ?? []].flat();
  return ways.length === 0 ? '' : ` (${ways.join(', ')})`;
}
