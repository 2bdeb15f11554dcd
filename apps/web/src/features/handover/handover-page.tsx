import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import {
  caseCountsQuery,
  needed,
  professionalsQuery,
  structuresQuery,
  useSubmission,
  type CaseItem,
  type DepartedReferent,
  type Professional,
  type Structure,
} from '../../api/index.js';
import { NoPermission, Page, queryClient } from '../../app/index.js';
import { DayField, FormProblem, missing, SavingWord, SelectField, TextField } from '../../design/index.js';
import { ComboFieldLater } from '../../design/combo-field-later.js';
import { dayOf, locale, longDay, t } from '../../i18n/index.js';
import { HandBacks } from './hand-backs.js';
import { CaseChoice } from './case-choice.js';
import './handover.css';
import { AT_MOST, giversFor, handoverOf, leftOf, POINTERS, takersFor, type HandoverTyped } from './handover.js';
import type { HandoverReport } from './handover.js';
import { handoverSender, portfolioQuery } from './queries.js';
import { Report } from './report.js';

/** A leave, a departure: a portfolio, or part of it, passes to a colleague in one screen (domain.md § 5). */
export function HandoverPage() {
  const { me } = useRouteContext({ from: '/shell' });
  if (me.structures.length === 0) {
    return <NoPermission title={t('handover.title')}>{t('handover.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('handover.title')}>
      <HandBacks />
      <p className="quiet">{t('handover.lead')}</p>
      <Portfolio />
    </Page>
  );
}

function Portfolio() {
  const { me } = useRouteContext({ from: '/shell' });
  const [from, setFrom] = useState(me.professional);
  const professionals = useQuery({ ...professionalsQuery, ...needed }).data;
  const structures = useQuery({ ...structuresQuery, ...needed }).data;
  const departed = useQuery({ ...caseCountsQuery, ...needed }).data?.departed;
  const cases = useQuery({ ...portfolioQuery(from), ...needed }).data;
  if (professionals === undefined || structures === undefined || departed === undefined) return <Loading />;
  return <Form key={from} {...{ from, cases, professionals, departed, structures }} onFrom={setFrom} />;
}

function Loading() {
  return (
    <p className="card quiet" role="status">
      {t('app.loading')}
    </p>
  );
}

interface FormProps {
  readonly from: string;
  readonly cases: readonly CaseItem[] | undefined;
  readonly professionals: readonly Professional[];
  readonly departed: readonly DepartedReferent[];
  readonly structures: readonly Structure[];
  readonly onFrom: (professional: string) => void;
}

function Form({ from, cases, professionals, departed, structures, onFrom }: FormProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const [today] = useState(() => dayOf(new Date()));
  const [typed, setTyped] = useState<HandoverTyped>({ from, to: '', occurredOn: today, note: '' });
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<{ readonly report: HandoverReport; readonly left: ReturnType<typeof leftOf> }>();
  const [send] = useState(handoverSender);
  const { saving, submit, refuse } = useSubmission(send, POINTERS);
  const givers = giversFor(me, professionals, departed, today, t('handover.mine'));
  const takers = takersFor(from, me, professionals, structures, today);
  const taker = takers.find(({ value }) => value === typed.to)?.label;
  const passing = (cases ?? []).filter(({ parcoursId }) => !kept.has(parcoursId));
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = {
    from: t('handover.from'),
    to: t('handover.to'),
    occurredOn: t('handover.on'),
    note: t('field.note'),
    cases: t('handover.casesLabel'),
  };
  const field = <Name extends keyof HandoverTyped>(name: Name) => ({
    ...{ name, label: labels[name], error: errors[name], value: typed[name] },
    onChange: (value: string) => setTyped((old) => ({ ...old, [name]: value })),
  });

  async function hand() {
    const report = await submit(
      handoverOf(
        typed,
        passing.map(({ parcoursId }) => parcoursId),
      ),
    );
    if (report === undefined) return;
    setDone({ report, left: leftOf(report, cases ?? []) });
    for (const key of ['cases', 'parcours']) void queryClient.invalidateQueries({ queryKey: [key] });
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const problems = {
      ...(taker === undefined && { to: t('form.required') }),
      ...(typed.occurredOn === '' && { occurredOn: t('form.required') }),
      ...(passing.length === 0 && { cases: t('handover.chooseOne') }),
      ...(passing.length > AT_MOST && { cases: t('handover.tooMany', { most: AT_MOST }) }),
    };
    if (Object.keys(problems).length > 0) return refuse(missing(problems));
    void hand();
  }

  return (
    <>
      {done !== undefined && <Report {...done} name={taker ?? ''} onRetry={() => void hand()} />}
      <form className="stack" noValidate onSubmit={onSubmit}>
        <FormProblem saving={saving} labels={labels} />
        <div className="card stack handover-form">
          {givers.length > 1 && (
            <SelectField {...field('from')} options={givers} onChange={(professional) => onFrom(professional)} />
          )}
          {takers.length === 0 ? <p>{t('handover.alone')}</p> : <ComboFieldLater {...field('to')} options={takers} />}
          <DayField {...field('occurredOn')} today={today} />
          <TextField {...field('note')} hint={t('field.noteHelp')} optional lines />
        </div>
        {cases === undefined && <Loading />}
        {cases?.length === 0 && <p className="card">{t('handover.empty')}</p>}
        {cases !== undefined && cases.length > 0 && (
          <>
            <CaseChoice cases={cases} kept={kept} error={errors['cases']} today={today} onChange={setKept} />
            <p aria-live="polite">
              {taker !== undefined &&
                t('handover.sentence', {
                  count: passing.length,
                  name: taker,
                  date: typed.occurredOn === '' ? '…' : longDay(typed.occurredOn, locale),
                })}
            </p>
            <div className="row">
              <button type="submit" className="button button-primary">
                {t('handover.submit', { count: passing.length })}
              </button>
              <SavingWord saving={saving} />
            </div>
          </>
        )}
      </form>
    </>
  );
}
