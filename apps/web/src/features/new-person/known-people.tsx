import { useQuery } from '@tanstack/react-query';
import { ApiProblem, knownPeopleQuery, type KnownPeople as Known } from '../../api/index.js';
import { Icon } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { ElevationButton } from '../elevations/index.js';
import { PersonLine, useSettled } from '../people/index.js';
import { fullNameOf, type NewPersonForm } from './new-person.js';

/** Longer than between two letters: the server counts how often one asks about people one may not see. */
const SETTLED = 700;

/** Whether the person typed is already known: who she may be, or whom to call about her. */
export function KnownPeople({ form, today }: { readonly form: NewPersonForm; readonly today: string }) {
  const settled = useSettled(JSON.stringify(fullNameOf(form, today) ?? null), SETTLED);
  const asked = JSON.parse(settled) as ReturnType<typeof fullNameOf> | null;
  const { data, error } = useQuery(knownPeopleQuery(asked ?? undefined));
  const name = `${asked?.givenName ?? ''} ${asked?.familyName ?? ''}`;
  const known = data !== undefined && isKnown(data) ? data : undefined;
  return (
    <div className={known && 'known stack'}>
      <div className="stack" role="status">
        {known !== undefined && <AlreadyKnown known={known} name={name} />}
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
        <ul className="ruled-list people">
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

interface AlreadyKnownProps {
  readonly known: Known;
  /** As it was typed. */
  readonly name: string;
}

function AlreadyKnown({ known: { people, contacts }, name }: AlreadyKnownProps) {
  return (
    <>
      {people.length > 0 && (
        <p>
          <b>{t('known.perhaps', { count: people.length })}</b> {t('known.open')}
        </p>
      )}
      {contacts.map(({ beneficiaryId, structure, referent }) => (
        <div key={beneficiaryId}>
          <p>
            <b>{t('known.elsewhere', { structure: structure.name })}</b>{' '}
            {referent === null
              ? t('known.askCoordination')
              : t('known.call', { name: referent.name, how: waysTo(referent) })}
          </p>
          <p className="small">
            {t('elevation.lastResort')} <ElevationButton beneficiary={beneficiaryId} who={name} />
          </p>
        </div>
      ))}
    </>
  );
}

/** How to reach a colleague; the name alone where nothing else is known. */
function waysTo({ phone, email }: NonNullable<Known['contacts'][number]['referent']>): string {
  const ways = [phone ?? [], email ?? []].flat();
  return ways.length === 0 ? '' : ` (${ways.join(', ')})`;
}
