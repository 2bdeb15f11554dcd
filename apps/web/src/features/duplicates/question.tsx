import { useState, type FormEvent } from 'react';
import { answer, client, useSubmission, withKey, type Duplicate } from '../../api/index.js';
import { readAnew } from '../../app/index.js';
import { ChoiceField, FormProblem, missing, SavingWord, TextField } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { numberedName, recordName } from './duplicates.js';

interface QuestionProps {
  readonly pair: Duplicate;
  /** Says what was done; the pair then leaves the list. */
  readonly onSettled: (told: string) => void;
}

/** Is it the same person? One answer merges two records, the other says that the suspicion was wrong. */
export function Question({ pair, onSettled }: QuestionProps) {
  const [same, setSame] = useState('');
  async function settled(told: string) {
    onSettled(told);
    await readAnew('duplicates', 'person', 'parcours', 'people', 'cases');
  }
  return (
    <>
      <ChoiceField
        name={`same-${pair.suspicionId}`}
        label={t('duplicates.same')}
        options={[
          ...(pair.mergeable ? [{ value: 'yes', label: t('duplicates.yes') }] : []),
          ...(pair.voidableBy !== null ? [{ value: 'no', label: t('duplicates.no') }] : []),
        ]}
        value={same}
        onChange={setSame}
      />
      {same === 'yes' && <Merge pair={pair} onDone={settled} />}
      {same === 'no' && <TellApart pair={pair} onDone={settled} />}
    </>
  );
}

interface AnswerProps {
  readonly pair: Duplicate;
  readonly onDone: (told: string) => Promise<void>;
}

/** One record stands for both from then on. Asked for twice: two parcours are read as one person's at once. */
function Merge({ pair, onDone }: AnswerProps) {
  const [kept, setKept] = useState('');
  const [asked, setAsked] = useState(false);
  const name = `kept-${pair.suspicionId}`;
  const { saving, submit, refuse } = useSubmission(
    (into: string, key: string) => {
      const absorbed = pair.records.find(({ beneficiaryId }) => beneficiaryId !== into)!;
      const params = { path: { id: absorbed.beneficiaryId } };
      return answer(client.POST('/beneficiaries/{id}/merges', { params, body: { into }, ...withKey(key) }));
    },
    { [name]: '/into' },
  );
  async function send(event: FormEvent) {
    event.preventDefault();
    if (kept === '') return refuse(missing({ [name]: t('form.required') }));
    if (!asked) return setAsked(true);
    const standing = pair.records.find(({ beneficiaryId }) => beneficiaryId === kept)!;
    if ((await submit(kept)) !== undefined) await onDone(t('duplicates.merged', { name: recordName(standing) }));
  }
  const label = t('duplicates.kept');
  return (
    <form className="stack" noValidate onSubmit={(event) => void send(event)}>
      <FormProblem saving={saving} labels={{ [name]: label }} />
      <ChoiceField
        name={name}
        label={label}
        hint={t('duplicates.keptHelp')}
        error={saving.state === 'refused' ? saving.fields[name] : undefined}
        options={pair.records.map((record) => ({ value: record.beneficiaryId, label: numberedName(record) }))}
        value={kept}
        onChange={(chosen) => {
          setKept(chosen);
          setAsked(false);
        }}
      />
      <div className="row">
        <button type="submit" className="button button-primary">
          {t(asked ? 'duplicates.mergeSure' : 'duplicates.merge')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}

function TellApart({ pair, onDone }: AnswerProps) {
  const [why, setWhy] = useState(t('duplicates.different'));
  const name = `why-${pair.suspicionId}`;
  // The suspicion stands in the stream of the first, in the name of who said so.
  const { beneficiaryId } = pair.records[0]!;
  const { saving, submit, refuse } = useSubmission(
    (why: string, key: string) =>
      answer(
        client.POST('/beneficiaries/{id}/voids', {
          ...{ params: { path: { id: beneficiaryId } }, body: { eventId: pair.suspicionId, why } },
          ...withKey(key, pair.voidableBy ?? undefined),
        }),
      ),
    { [name]: '/why' },
  );
  async function send(event: FormEvent) {
    event.preventDefault();
    if (why.trim() === '') return refuse(missing({ [name]: t('form.required') }));
    if ((await submit(why.trim())) !== undefined) await onDone(t('duplicates.toldApart'));
  }
  const label = t('duplicates.why');
  return (
    <form className="stack" noValidate onSubmit={(event) => void send(event)}>
      <FormProblem saving={saving} labels={{ [name]: label }} />
      <TextField
        name={name}
        label={label}
        error={saving.state === 'refused' ? saving.fields[name] : undefined}
        value={why}
        onChange={setWhy}
      />
      <div className="row">
        <button type="submit" className="button button-primary">
          {t('duplicates.tellApart')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}
