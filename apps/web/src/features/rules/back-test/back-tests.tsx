import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answer, client, needed, type BackTestRun } from '../../../api/index.js';
import { PagePending, queryClient } from '../../../app/index.js';
import { Icon, SelectField } from '../../../design/index.js';
import { count, locale, shortDay, t } from '../../../i18n/index.js';
import type { VersionParts } from '../parts.js';
import { backTestsQuery, commandOn, GOING } from '../queries.js';
import { valueAt } from '../rule-set.js';
import { AskForm } from './ask-form.js';
import { Result } from './result.js';

/** The version tried on the whole past: asked for, followed, stopped, and read. */
export function BackTests({ territory, version, document, today }: VersionParts) {
  const { data } = useQuery({ ...backTestsQuery(territory, version), ...needed });
  useRecorded(data);
  const [shown, setShown] = useState('');
  const going = data?.find(({ state }) => GOING.has(state));
  // What the log holds, whoever asked for it; a run adds what only it knows: the comparison, the missed exits.
  const recorded = document.backTests.toReversed();
  const test = recorded.find(({ id }) => id === shown) ?? recorded[0];
  const run = data?.find(({ eventId }) => eventId !== null && eventId === test?.id);
  const atRisk = Number(valueAt(document.ruleSet, '/levels/atRisk'));
  return (
    <section className="card stack" aria-labelledby="back-tests">
      <h2 id="back-tests">{t('backTest.title')}</h2>
      <p className="rules-lead">{t('backTest.lead')}</p>
      {going === undefined ? (
        <AskForm territory={territory} version={version} today={today} />
      ) : (
        <Going key={going.id} run={going} territory={territory} />
      )}
      {data?.[0]?.state === 'failed' && (
        <p role="alert" className="field-error">
          <Icon name="alert" />
          {t('backTest.failed')}
        </p>
      )}
      {data === undefined && <PagePending />}
      {test === undefined && going === undefined && <p>{t('backTest.none')}</p>}
      {recorded.length > 1 && (
        <div className="bt-choose">
          <SelectField
            name="backTest"
            label={t('backTest.which')}
            value={test?.id ?? ''}
            options={recorded.map(({ id, on, summary }) => ({
              value: id,
              label: t('backTest.choice', {
                date: shortDay(on, today, locale),
                horizon: summary.asked.horizonDays,
              }),
            }))}
            onChange={setShown}
          />
        </div>
      )}
      {test !== undefined && !test.current && <p className="rules-frozen">{t('backTest.changedSince')}</p>}
      {test !== undefined && (
        <Result
          key={test.id}
          summary={test.summary}
          comparison={run?.comparison ?? null}
          territory={territory}
          run={run?.id}
          version={version}
          current={atRisk}
          today={today}
        />
      )}
    </section>
  );
}

/** What is recorded counts among the back-tests that an activation may rely on. */
function useRecorded(runs: readonly BackTestRun[] | undefined): void {
  const recorded = runs?.filter(({ state }) => state === 'recorded').length;
  const before = useRef(recorded);
  useEffect(() => {
    if (before.current !== undefined && recorded !== before.current) {
      void queryClient.invalidateQueries({ queryKey: ['rule-sets'] });
    }
    before.current = recorded;
  }, [recorded]);
}

/** How far it is, in a bar and in words; it may be stopped, and leaves nothing. */
function Going({ run, territory }: { readonly run: BackTestRun; readonly territory: string }) {
  const [key] = useState(() => crypto.randomUUID());
  const [refused, setRefused] = useState('');
  const { read, total } = run.progress;
  async function cancel() {
    try {
      const params = { path: { version: run.version, run: run.id } };
      await answer(client.DELETE('/rule-sets/{version}/back-tests/{run}', { params, ...commandOn(territory, key) }));
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
    await queryClient.invalidateQueries({ queryKey: ['rule-sets', territory, run.version, 'back-tests'] });
  }
  const known = total !== null && total > 0;
  return (
    <div className="bt-going">
      <label htmlFor={`run-${run.id}`}>{t(`backTest.state.${run.state === 'running' ? 'running' : 'waiting'}`)}</label>
      <progress id={`run-${run.id}`} {...(known && { max: total, value: Math.min(read, total) })} />
      <p role="status" className="small">
        {known
          ? t('backTest.progress', { read: count(read, locale), total: count(total, locale) })
          : t('backTest.starting')}
      </p>
      <button type="button" className="button" onClick={() => void cancel()}>
        <Icon name="close" />
        {t('backTest.cancel')}
      </button>
      {refused !== '' && (
        <p role="alert" className="field-error">
          {refused}
        </p>
      )}
    </div>
  );
}
