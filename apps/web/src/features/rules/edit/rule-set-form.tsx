import { useState, type FormEvent } from 'react';
import { answer, client, useSubmission } from '../../../api/index.js';
import { queryClient } from '../../../app/index.js';
import { FormProblem, SavingWord, TextField } from '../../../design/index.js';
import { isMessage, t } from '../../../i18n/index.js';
import { NumberField } from './number-field.js';
import type { VersionParts } from '../parts.js';
import { commandOn } from '../queries.js';
import { pointersIn, valueAt, withValue, withVariant, type RuleSetFile } from '../rule-set.js';
import type { Pen } from './pen.js';
import { RuleRow } from './rule-row.js';
import { SuppressionTable } from './suppression-table.js';

interface RuleSetFormProps extends VersionParts {
  readonly ruleSet: RuleSetFile;
}

const LEVELS = ['watch', 'atRisk', 'critical'] as const;
const SETTINGS = [
  '/alerts/escalateAfterWorkingDays',
  '/alerts/rearmAtLeastDays',
  '/appointment/withinDays',
  '/appointment/graceWorkingDays',
] as const;

/** All that a rule set says; of a draft, to be changed. What the server refuses is said at its field. */
export function RuleSetForm({ territory, version, document, ruleSet }: RuleSetFormProps) {
  const [set, setSet] = useState(ruleSet);
  const draft = document.status === 'draft';
  const { saving, submit } = useSubmission(
    (body: RuleSetFile, key: string) =>
      answer(
        client.PUT('/rule-sets/{version}', {
          params: { path: { version } },
          body: { ruleSet: body as never },
          ...commandOn(territory, key),
        }),
      ),
    pointersIn(set),
  );
  const errors = saving.state === 'refused' ? saving.fields : {};
  const pen: Pen = {
    value: (pointer) => valueAt(set, pointer),
    error: (pointer) => errors[pointer],
    ...(draft && { write: (pointer, value) => setSet((old) => withValue(old, pointer, value)) }),
  };
  const changed = set !== ruleSet;

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if ((await submit(set)) !== undefined) await queryClient.invalidateQueries({ queryKey: ['rule-sets'] });
  }

  return (
    <form className="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={labelsOf(errors, set)} />
      {!draft && <p className="rules-frozen">{t('rules.frozen')}</p>}
      <section className="card stack" aria-labelledby="rules-general">
        <h2 id="rules-general">{t('rules.general')}</h2>
        {draft && (
          <div className="form-grid">
            {(['fr', 'en'] as const).map((language) => (
              <TextField
                key={language}
                name={`/label/${language}`}
                label={t(`rules.label.${language}`)}
                error={errors[`/label/${language}`]}
                value={set.label[language]}
                onChange={(text) => pen.write?.(`/label/${language}`, text)}
              />
            ))}
          </div>
        )}
        <div className="rules-numbers">
          {LEVELS.map((level) => (
            <NumberField key={level} pen={pen} at={`/levels/${level}`} label={t(`rules.level.${level}`)} />
          ))}
          {SETTINGS.map((at) => (
            <NumberField key={at} pen={pen} at={at} label={t(`rules.setting.${at}`)} />
          ))}
        </div>
      </section>
      <section className="card stack" aria-labelledby="rules-rules">
        <h2 id="rules-rules">{t('rules.rules')}</h2>
        <p className="quiet small">{t('rules.rulesHelp')}</p>
        <ul className="rules-list">
          {set.rules.map((rule, index) => (
            <RuleRow
              key={`${rule.instance} ${String(index)}`}
              rule={rule}
              index={index}
              pen={pen}
              {...(draft && {
                onVariant: () => setSet({ ...set, rules: withVariant(set.rules, index) }),
                onRemove: () => setSet({ ...set, rules: set.rules.toSpliced(index, 1) }),
              })}
            />
          ))}
        </ul>
      </section>
      <SuppressionTable suppression={set.suppression} pen={pen} />
      {draft && (
        <div className="rules-save row no-print">
          <button type="submit" className="button button-primary">
            {t('rules.save')}
          </button>
          <SavingWord saving={saving} />
          {changed && saving.state !== 'saved' && <span className="quiet small">{t('rules.unsaved')}</span>}
        </div>
      )}
    </form>
  );
}

/** What each refused field is called on top of the form. */
function labelsOf(errors: Readonly<Record<string, string>>, set: RuleSetFile): Record<string, string> {
  return Object.fromEntries(
    Object.keys(errors).map((pointer) => {
      const [, part, index, ...below] = pointer.split('/');
      const rule = part === 'rules' ? set.rules[Number(index)] : undefined;
      const key = `param.${below.slice(1).join('/')}`;
      const what = isMessage(key) ? t(key) : below.at(-1);
      return [pointer, rule === undefined ? pointer : [rule.instance, what ?? []].flat().join(', ')];
    }),
  );
}
