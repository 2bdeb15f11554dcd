import { answer, client, useSubmission, withKey, type Person } from '../../api/index.js';
import { readAnew } from '../../app/index.js';
import { t } from '../../i18n/index.js';
import { numberedName, numberOf } from './duplicates.js';

interface MergedRecordsProps {
  readonly records: Person['records'];
  /** Whether the reader may part them again. */
  readonly mayPart: boolean;
}

/** The records that make one person's case; nothing where there is one alone. */
export function MergedRecords({ records, mayPart }: MergedRecordsProps) {
  if (records.every(({ mergeId }) => mergeId === null)) return null;
  return (
    <div className="rights-part">
      <h2>{t('duplicates.records')}</h2>
      <ul>
        {records.map((record) => (
          <li key={record.beneficiaryId}>
            {numberedName(record)}{' '}
            {mayPart && record.mergeId !== null && <PartAgain record={record} merge={record.mergeId} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PartAgainProps {
  readonly record: Person['records'][number];
  readonly merge: string;
}

/** Takes a record out of the case again, exactly as it was before the merge. */
function PartAgain({ record, merge }: PartAgainProps) {
  const { saving, submit } = useSubmission((id: string, key: string) => {
    const params = { path: { id, merge } };
    return answer(client.POST('/beneficiaries/{id}/merges/{merge}/reversals', { params, ...withKey(key) }));
  }, {});
  async function part() {
    const parted = await submit(record.beneficiaryId);
    if (parted !== undefined) await readAnew('person', 'parcours', 'people', 'cases', 'duplicates');
  }
  return (
    <>
      <button type="button" className="link-button" onClick={() => void part()}>
        {t('duplicates.part', { number: numberOf(record) })}
      </button>
      {'message' in saving && (
        <span role="alert" className="field-error">
          {saving.message}
        </span>
      )}
    </>
  );
}
