import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answer, client, useSubmission, type RuleSetItem } from '../../../api/index.js';
import { queryClient } from '../../../app/index.js';
import { FormProblem, Icon, SavingWord, SelectField, TextField } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import { commandOn, ruleSetsQuery } from '../queries.js';

interface AskFormProps {
  readonly territory: string;
  readonly version: number;
  readonly today: string;
}

/** H in days (risk.md § 4): the one that counts, and two to compare it with. */
const HORIZONS = ['90', '60', '120'] as const;
const POINTERS = { horizon: '/horizon', from: '/from', to: '/to', against: '/against' };

/** The version in force, as a field holds it; empty where it is not among them. */
function activeAmong(sets: readonly RuleSetItem[]): string {
  return String(sets.find(({ status }) => status === 'active')?.version ?? '');
}

/** What a back-test is asked: over the whole past and beside the rules in force unless told otherwise. */
export function AskForm({ territory, version, today }: AskFormProps) {
  const sets = useQuery(ruleSetsQuery(territory)).data;
  const others = sets?.filter((each) => each.version !== version) ?? [];
  const inForce = activeAmong(others);
  const [typed, setTyped] = useState({ horizon: '90', from: '', to: '', against: '' });
  const [touched, setTouched] = useState(false);
  const against = touched ? typed.against : inForce;
  const { saving, submit } = useSubmission((form: typeof typed, key: string) => {
    const body = {
      horizon: Number(form.horizon),
      ...(form.from !== '' && { from: form.from }),
      ...(form.to !== '' && { to: form.to }),
      ...(form.against !== '' && { against: Number(form.against) }),
    };
    const params = { path: { version } };
    return answer(client.POST('/rule-sets/{version}/back-tests', { params, body, ...commandOn(territory, key) }));
  }, POINTERS);
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = {
    horizon: t('backTest.horizon'),
    from: t('backTest.from'),
    to: t('backTest.to'),
    against: t('backTest.against'),
  };
  const field = (name: keyof typeof typed) => ({
    ...{ name, label: labels[name], error: errors[name], value: typed[name] },
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });

  /** Asked before the versions were there, it still is beside the rules in force. */
  async function standing(): Promise<string> {
    if (touched || sets !== undefined) return against;
    const known = await queryClient.ensureQueryData(ruleSetsQuery(territory)).catch(() => []);
    return activeAmong(known.filter((each) => each.version !== version));
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if ((await submit({ ...typed, against: await standing() })) === undefined) return;
    await queryClient.invalidateQueries({ queryKey: ['rule-sets', territory, version, 'back-tests'] });
  }

  return (
    <form className="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={labels} />
      <div className="row">
        <button type="submit" className="button button-primary">
          <Icon name="clock" />
          {t('backTest.ask')}
        </button>
        <SavingWord saving={saving} />
      </div>
      <details>
        <summary className="small">{t('backTest.settings')}</summary>
        <div className="form-grid bt-settings">
          <SelectField
            {...field('horizon')}
            hint={t('backTest.horizonHelp')}
            options={HORIZONS.map((value) => ({ value, label: t('backTest.days', { days: Number(value) }) }))}
          />
          <SelectField
            {...field('against')}
            value={against}
            options={[
              { value: '', label: t('backTest.againstNone') },
              ...others.map((each) => ({
                value: String(each.version),
                label: t('rules.version', { version: each.version, label: each.label }),
              })),
            ]}
            onChange={(value) => {
              setTouched(true);
              setTyped({ ...typed, against: value });
            }}
          />
          <TextField {...field('from')} hint={t('backTest.fromHelp')} optional type="date" max={today} />
          <TextField {...field('to')} hint={t('backTest.toHelp')} optional type="date" max={today} />
        </div>
      </details>
    </form>
  );
}
