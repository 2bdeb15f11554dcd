import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import {
  answer,
  client,
  firstRunQuery,
  inForce,
  needed,
  nomenclatureQuery,
  useSubmission,
  withKey,
  type FirstRun,
  type FirstRunDone,
} from '../../api/index.js';
import { Page } from '../../app/index.js';
import { FormProblem, missing, SavingWord, SeveralField, TextField } from '../../design/index.js';
import { ComboFieldLater } from '../../design/combo-field-later.js';
import { dayOf, t, type MessageKey } from '../../i18n/index.js';
import { firstRunOf, POINTERS, unanswered, type FirstRunForm } from './first-run.js';
import { Invitations } from './invitations.js';

const BLANK: FirstRunForm = {
  territoryName: '',
  qpv: [],
  structureName: '',
  structureKind: '',
  siret: '',
  coordinatorGiven: '',
  coordinatorFamily: '',
  coordinatorEmail: '',
  operatorGiven: '',
  operatorFamily: '',
  operatorEmail: '',
};

const LABELS: Readonly<Record<keyof FirstRunForm, MessageKey>> = {
  territoryName: 'firstRun.territoryName',
  qpv: 'firstRun.qpv',
  structureName: 'firstRun.structureName',
  structureKind: 'firstRun.structureKind',
  siret: 'firstRun.siret',
  coordinatorGiven: 'person.given',
  coordinatorFamily: 'person.family',
  coordinatorEmail: 'firstRun.email',
  operatorGiven: 'person.given',
  operatorFamily: 'person.family',
  operatorEmail: 'firstRun.email',
};

/** A new installation becomes usable in one page: territory, structure, coordinator, first operator. */
export function FirstRunPage() {
  const { data: state } = useQuery({ ...firstRunQuery, ...needed });
  const [done, setDone] = useState<FirstRunDone>();
  if (done !== undefined) return <Invitations done={done} />;
  return (
    <Page title={t('firstRun.title')}>
      {state === undefined && <p role="status">{t('app.loading')}</p>}
      {state?.needed === false && <p className="card">{t('firstRun.notNeeded')}</p>}
      {state?.needed === true && <FirstRunForms onDone={setDone} />}
    </Page>
  );
}

function FirstRunForms({ onDone }: { readonly onDone: (done: FirstRunDone) => void }) {
  const [today] = useState(() => dayOf(new Date()));
  const [form, setForm] = useState(BLANK);
  const { saving, submit, refuse } = useSubmission(send, POINTERS);
  const qpv = useQuery({ ...nomenclatureQuery('qpv'), ...needed }).data ?? [];
  const kinds = useQuery({ ...nomenclatureQuery('structure-kinds'), ...needed }).data;
  const errors = saving.state === 'refused' ? saving.fields : {};
  const field = <Name extends keyof FirstRunForm>(name: Name) => ({
    name,
    label: t(LABELS[name]),
    error: errors[name],
    onChange: (value: FirstRunForm[Name]) => setForm((old) => ({ ...old, [name]: value })),
  });
  const text = <Name extends Exclude<keyof FirstRunForm, 'qpv'>>(name: Name) => ({ ...field(name), value: form[name] });

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const absent = unanswered(form);
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
    const done = await submit(firstRunOf(form, Intl.DateTimeFormat().resolvedOptions().timeZone));
    if (done !== undefined) onDone(done);
  }

  return (
    <form className="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <p className="quiet">{t('firstRun.lead')}</p>
      <FormProblem
        saving={saving}
        labels={Object.fromEntries(Object.entries(LABELS).map(([name, key]) => [name, t(key)]))}
      />
      <fieldset className="card">
        <legend>{t('firstRun.territory')}</legend>
        <div className="stack">
          <TextField {...text('territoryName')} />
          <SeveralField
            {...field('qpv')}
            hint={t('firstRun.qpvHelp')}
            values={form.qpv}
            options={inForce(qpv, today).map((item) => ({ value: item.code, label: item.label }))}
          />
        </div>
      </fieldset>
      <fieldset className="card">
        <legend>{t('firstRun.structure')}</legend>
        <div className="form-grid">
          <TextField {...text('structureName')} hint={t('firstRun.structureHelp')} />
          {kinds !== undefined && (
            <ComboFieldLater
              {...text('structureKind')}
              options={kinds.map((item) => ({ value: item.code, label: item.label }))}
            />
          )}
          <TextField {...text('siret')} optional />
        </div>
      </fieldset>
      {(['coordinator', 'operator'] as const).map((who) => (
        <fieldset className="card" key={who}>
          <legend>{t(`firstRun.${who}`)}</legend>
          <div className="form-grid">
            <TextField {...text(`${who}Given`)} />
            <TextField {...text(`${who}Family`)} />
            <TextField {...text(`${who}Email`)} type="email" />
          </div>
        </fieldset>
      ))}
      <div className="row">
        <button type="submit" className="button button-primary">
          {t('firstRun.submit')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}

function send(body: FirstRun, key: string): Promise<FirstRunDone> {
  return answer(client.POST('/first-run', { body, ...withKey(key) }));
}
