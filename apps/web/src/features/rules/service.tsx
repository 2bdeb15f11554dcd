import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answer, client, useSubmission, type BackTestSummary } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { ChoiceField, FormProblem, Icon, missing, SavingWord, TextField } from '../../design/index.js';
import { count, locale, percent, shortDay, t } from '../../i18n/index.js';
import type { VersionParts } from './parts.js';
import { LivePrecision } from './live-precision.js';
import { commandOn, ruleSetsQuery } from './queries.js';

/** The life of a version: on trial, in force with a reason, or retired; and how right its alerts have been. */
export function Service(parts: VersionParts) {
  const { status, activation } = parts.document;
  return (
    <>
      <section className="card stack" aria-labelledby="service">
        <h2 id="service">{t('service.title')}</h2>
        <p className="rules-lead">{t(`service.says.${status}`)}</p>
        {activation !== null && (
          <p>
            {t('rules.activation', {
              name: activation.by.name ?? t('rules.somebody'),
              date: shortDay(activation.on, parts.today, locale),
              reason: activation.reason,
            })}
          </p>
        )}
        {status !== 'shadow' && status !== 'active' && <Shadow {...parts} />}
        {status !== 'active' && <Activation {...parts} />}
        {status !== 'active' && status !== 'retired' && <Retirement {...parts} />}
      </section>
      <LivePrecision {...parts} />
    </>
  );
}

function useCommand(): (taken: unknown) => void {
  return (taken) => {
    if (taken === undefined) return;
    for (const queryKey of [['rule-sets'], ['risk'], ['cases'], ['alerts']]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
}

function Shadow({ territory, version }: VersionParts) {
  const done = useCommand();
  const { saving, submit } = useSubmission((_: object, key: string) => {
    const params = { path: { version } };
    return answer(client.POST('/rule-sets/{version}/shadow', { params, ...commandOn(territory, key) }));
  }, {});
  async function put() {
    done(await submit({}));
  }
  return (
    <div className="service-part">
      <h3>{t('service.shadow')}</h3>
      <p className="small">{t('service.shadowHelp')}</p>
      <FormProblem saving={saving} labels={{}} />
      <div className="row">
        <button type="button" className="button" onClick={() => void put()}>
          <Icon name="eye" />
          {t('service.shadowSubmit')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </div>
  );
}

function Activation({ territory, version, document, today }: VersionParts) {
  const done = useCommand();
  const replaced = useQuery(ruleSetsQuery(territory)).data?.find(({ status }) => status === 'active');
  const usable = document.backTests.filter(({ current }) => current).toReversed();
  const [typed, setTyped] = useState({ reason: '', backTest: usable[0]?.id ?? '' });
  const { saving, submit, refuse } = useSubmission(
    (body: typeof typed, key: string) => {
      const params = { path: { version } };
      return answer(client.POST('/rule-sets/{version}/activate', { params, body, ...commandOn(territory, key) }));
    },
    { reason: '/reason', backTest: '/backTest' },
  );
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = { reason: t('service.reason'), backTest: t('service.backTest') };
  const relied = usable.find(({ id }) => id === typed.backTest)?.summary;
  const load = relied === undefined ? undefined : workloadOf(relied);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const problems = {
      ...(typed.reason.trim() === '' && { reason: t('form.required') }),
      ...(typed.backTest === '' && { backTest: t('form.required') }),
    };
    if (Object.keys(problems).length > 0) return refuse(missing(problems));
    done(await submit({ ...typed, reason: typed.reason.trim() }));
  }

  return (
    <form className="service-part" noValidate onSubmit={(event) => void onSubmit(event)}>
      <h3>{t('service.activate')}</h3>
      {usable.length === 0 ? (
        <p>{t('service.needsBackTest')}</p>
      ) : (
        <>
          <p className="small">{t('service.activateHelp')}</p>
          <FormProblem saving={saving} labels={labels} />
          <ChoiceField
            name="backTest"
            label={labels.backTest}
            error={errors['backTest']}
            value={typed.backTest}
            options={usable.map(({ id, on, summary }) => ({
              value: id,
              label: t('service.backTestChoice', {
                date: shortDay(on, today, locale),
                precision:
                  typeof summary['precision'] === 'number'
                    ? percent(summary['precision'], locale)
                    : t('backTest.unknownNumber'),
              }),
            }))}
            onChange={(backTest) => setTyped({ ...typed, backTest })}
          />
          {load !== undefined && <p className="bt-compared">{load}</p>}
          <TextField
            name="reason"
            label={labels.reason}
            hint={t('service.reasonHelp')}
            error={errors['reason']}
            value={typed.reason}
            onChange={(reason) => setTyped({ ...typed, reason })}
            lines
          />
          <div className="row">
            <button type="submit" className="button button-primary">
              <Icon name="check" />
              {replaced === undefined
                ? t('service.activateSubmit')
                : t('service.replace', { version: count(replaced.version, locale) })}
            </button>
            <SavingWord saving={saving} />
          </div>
        </>
      )}
    </form>
  );
}

/** What operators are to expect, before anything is activated; of the whole territory where nobody is a referent. */
function workloadOf({ alertsPerOperatorWeek: each, alertsPerWeek: all }: BackTestSummary): string | undefined {
  const word = (load: number) => load.toLocaleString(locale, { maximumFractionDigits: 1 });
  if (each !== null) return t('service.load', { load: word(each) });
  return all === null ? undefined : t('service.loadAll', { load: word(all) });
}

function Retirement({ territory, version }: VersionParts) {
  const done = useCommand();
  const [reason, setReason] = useState('');
  const { saving, submit, refuse } = useSubmission(
    (body: { reason: string }, key: string) => {
      const params = { path: { version } };
      return answer(client.POST('/rule-sets/{version}/retire', { params, body, ...commandOn(territory, key) }));
    },
    { reason: '/reason' },
  );
  const labels = { reason: t('service.retireReason') };
  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (reason.trim() === '') return refuse(missing({ reason: t('form.required') }));
    done(await submit({ reason: reason.trim() }));
  }
  return (
    <details className="service-part">
      <summary>{t('service.retire')}</summary>
      <form className="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
        <FormProblem saving={saving} labels={labels} />
        <TextField
          name="retireReason"
          label={labels.reason}
          error={saving.state === 'refused' ? saving.fields['reason'] : undefined}
          value={reason}
          onChange={setReason}
        />
        <div className="row">
          <button type="submit" className="button">
            {t('service.retireSubmit')}
          </button>
          <SavingWord saving={saving} />
        </div>
      </form>
    </details>
  );
}
