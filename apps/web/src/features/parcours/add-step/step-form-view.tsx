import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import {
  needed,
  nomenclatureQuery,
  professionalsQuery,
  servicesQuery,
  structuresQuery,
  type CommandAnswer,
  type ParcoursView,
} from '../../../api/index.js';
import { ActingWord, queryClient, useActing } from '../../../app/index.js';
import { DayField, FormProblem, missing } from '../../../design/index.js';
import type { Draft } from '../../../drafts/index.js';
import { locale, longDay, shortDay, t } from '../../../i18n/index.js';
import { DeliveryWord, useDraft, useSentOnce, type Saved } from '../../../outbox/index.js';
import { actingFirst, mayMend, structureFor, type Standing } from '../story/standing.js';
import type { Story } from '../story/story.js';
import { wordsOf, type Glossary } from '../words/entry-words.js';
import { colleaguesIn } from './colleagues.js';
import { StepField } from './step-field.js';
import {
  pointersOf,
  questionsOf,
  unanswered,
  type FieldSpec,
  type FormContext,
  type StepForm,
  type Values,
} from './step-form.js';

/** A step that was logged. */
export interface SavedStep extends Saved {
  /** For which it was saved: it voids it too. */
  readonly structure: string | undefined;
}

interface StepFormViewProps {
  readonly form: StepForm;
  readonly view: ParcoursView;
  readonly story: Story;
  readonly standing: Standing;
  readonly glossary: Glossary;
  readonly on: string | undefined;
  readonly onSaved: (
    answer: CommandAnswer,
    saved: Pick<SavedStep, 'sentence' | 'structure'>,
    undoable: boolean,
  ) => void;
  readonly onClose: () => void;
}

/** The form of one kind, once its lists and its draft are there. */
export function StepFormView(props: StepFormViewProps) {
  const { form, view, on } = props;
  const context = useFormContext(props);
  const name = [view.parcours.id, form.kind, on ?? ''].join('/');
  const { found, ...keeping } = useDraft(name);
  if (context === undefined || found === undefined) {
    return (
      <p className="sheet-body quiet" role="status">
        {t('app.loading')}
      </p>
    );
  }
  return <Filling {...props} context={context} draft={found} keeping={keeping} />;
}

interface FillingProps extends StepFormViewProps {
  readonly context: FormContext;
  readonly draft: Draft | null;
  readonly keeping: Omit<ReturnType<typeof useDraft>, 'found'>;
}

function Filling({ form, view, story, context: read, draft, keeping, onSaved, onClose }: FillingProps) {
  // What was asked to be sent for one structure goes for that one, whichever is chosen since.
  const now = useActing();
  const [structure] = useState(
    draft?.parcel?.structure ?? structureFor(now, read.standing, view.parcours.structures, story.orientations),
  );
  const own = useMemo(() => ({ ...read, standing: actingFirst(read.standing, structure) }), [read, structure]);
  const [values, setValues] = useState<Values>(() => ({ ...form.blank(own), ...draft?.values }));
  const services = useServices(form.servicesOf?.(values));
  const context = useMemo(() => ({ ...own, services }), [own, services]);
  const [restored, setRestored] = useState(draft !== null);
  const fields = questionsOf(form, values, context);
  const pointers = form.pointers ?? pointersOf;
  // An ellipsis closes a sentence by itself.
  const sentence = form.sentence(values, context).replace(/…\.$/, '…');
  const { key, delivery, kept, deliver, show } = useSentOnce({
    ...{ draft, keeping },
    typed: () => ({ values, sentence }),
    sending: () => ({
      parcel: {
        parcoursId: view.parcours.id,
        ...form.request(values, context),
        ...(structure !== undefined && { structure }),
      },
      pointers: pointers(fields),
    }),
    onSaved: (answer) => onSaved(answer, { sentence, structure }, form.kind !== 'void' && form.kind !== 'correction'),
  });
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => firstControl(element.current)?.focus(), []);
  const frozen = delivery.state === 'sending' || delivery.state === 'waiting';
  const refused = delivery.state === 'refused' ? delivery : undefined;
  const dated = form.dated !== 'never';
  function change(next: Values) {
    setValues(next);
    keeping.keep({ values: next, key, sentence: form.sentence(next, context) });
  }
  const field = (name: string) => ({
    value: values[name] ?? '',
    error: refused?.fields[name],
    onChange(value: string) {
      const next = { ...values, [name]: value };
      change(form.filled?.(name, next, context) ?? next);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (frozen) return;
    const problems = problemsOf(fields, values, context, dated);
    if (Object.keys(problems).length > 0) {
      const saving = missing(problems);
      if (saving.state === 'refused') show(saving);
      return;
    }
    deliver();
  }

  function startAgain() {
    keeping.drop(key);
    setValues(form.blank(context));
    setRestored(false);
  }

  if (delivery.state === 'taken') return <Taken parcoursId={view.parcours.id} onClose={onClose} />;
  return (
    <form className="sheet-form" noValidate onSubmit={submit} ref={element}>
      <div className="sheet-body stack" inert={frozen} tabIndex={-1}>
        <FormProblem
          saving={refused ?? { state: 'idle' }}
          labels={{
            occurredOn: t('step.when'),
            ...Object.fromEntries(fields.map(({ name, label }) => [name, t(label)])),
          }}
        />
        {refused?.signIn === true && (
          <p>
            <a href="/connexion" target="_blank">
              {t('step.signIn')}
            </a>
          </p>
        )}
        {restored && (
          <p className="sheet-restored">
            {t('step.restored')}{' '}
            <button type="button" className="link-button" onClick={startAgain}>
              {t('step.startAgain')}
            </button>
          </p>
        )}
        {fields
          .filter(({ last }) => last !== true)
          .map((spec) => (
            <StepField key={keyOf(spec, values)} spec={spec} {...field(spec.name)} />
          ))}
        {dated && (
          <DayField
            name="occurredOn"
            label={t('step.when')}
            hint={lateHint(values, context.today)}
            today={context.today}
            {...field('occurredOn')}
          />
        )}
        {fields
          .filter(({ last }) => last === true)
          .map((spec) => (
            <StepField key={keyOf(spec, values)} spec={spec} {...field(spec.name)} />
          ))}
      </div>
      <footer className="sheet-foot">
        <p className="sheet-sentence" aria-live="polite">
          <span className="quiet small">{t('step.willLog')}</span>
          <br />
          {sentence} <ActingWord structure={structure} />
        </p>
        <div className="row">
          <button type="submit" className="button button-primary" data-pending={frozen || undefined}>
            {t('step.submit')}
          </button>
          <DeliveryWord
            delivery={delivery}
            editWord={t('save.edit')}
            onRetry={deliver}
            onEdit={() => show({ state: 'idle' })}
          >
            {kept && <span className="quiet small">{t('save.mayClose')}</span>}
          </DeliveryWord>
        </div>
      </footer>
    </form>
  );
}

/** A first version of what was typed is in the log: nothing more is sent from here. */
function Taken({ parcoursId, onClose }: { readonly parcoursId: string; readonly onClose: () => void }) {
  async function close() {
    await queryClient.invalidateQueries({ queryKey: ['parcours', parcoursId] });
    onClose();
  }
  return (
    <div className="sheet-body stack" role="alert">
      <p>{t('save.keyUsed')}</p>
      <p>
        <button type="button" className="button button-primary" onClick={() => void close()}>
          {t('app.close')}
        </button>
      </p>
    </div>
  );
}

/**
 * Of the first question: what is chosen, as the arrow keys start from there. A field that searches a list opens it when
 * it takes the focus, and would cover the form: one press of Tab away is near enough.
 */
function firstControl(form: HTMLFormElement | null): HTMLElement | null | undefined {
  const question = form?.querySelector('.field');
  const control =
    question?.querySelector<HTMLElement>('input:checked') ?? question?.querySelector<HTMLElement>('input, textarea');
  return control?.role === 'combobox' ? form?.querySelector<HTMLElement>('.sheet-body') : control;
}

/** The services of a structure, once they are there; none without one. */
function useServices(structure: string | undefined) {
  return useQuery({ ...servicesQuery(structure ?? ''), enabled: structure !== undefined }).data;
}

/** A field that is searched keeps what it shows as long as it is there. */
function keyOf({ name, goesWith = '' }: FieldSpec, values: Values): string {
  return `${name} ${values[goesWith] ?? ''}`;
}

function problemsOf(fields: readonly FieldSpec[], values: Values, context: FormContext, dated: boolean) {
  const absent = [...unanswered(fields, values), ...(dated && !values['occurredOn'] ? ['occurredOn'] : [])];
  const problems = Object.fromEntries(absent.map((name) => [name, t('form.required')]));
  if (dated && (values['occurredOn'] ?? '') > context.today) problems['occurredOn'] = t('form.dateOrder');
  const early = fields.some(({ name }) => name === 'priorHistory') && values['priorHistory'] === 'no';
  if (early) problems['occurredOn'] = t('form.beforeOpening', { date: longDay(context.openedOn, locale) });
  return problems;
}

/** A late entry is welcome: it says so rather than warns. */
function lateHint(values: Values, today: string): string | undefined {
  const day = values['occurredOn'] ?? '';
  return day === '' || day >= today ? undefined : t('step.late', { date: shortDay(today, today, locale) });
}

function useFormContext({ form, view, story, standing, glossary, on }: StepFormViewProps): FormContext | undefined {
  const lists = useQueries({ queries: form.lists.map((list) => ({ ...nomenclatureQuery(list), ...needed })) });
  const structures = useQuery({ ...structuresQuery, enabled: form.asks === 'structures', ...needed }).data;
  const professionals = useQuery({
    ...professionalsQuery,
    enabled: form.asks === 'colleagues',
    ...needed,
  }).data;
  return useMemo(() => {
    const codes = new Map(form.lists.map((list, index) => [list, lists[index]?.data] as const));
    if ([...codes.values()].includes(undefined)) return undefined;
    if (form.asks === 'structures' && structures === undefined) return undefined;
    if (form.asks === 'colleagues' && professionals === undefined) return undefined;
    return {
      today: glossary.today,
      openedOn: view.parcours.openedOn,
      person: view.person.displayName,
      story,
      standing,
      glossary,
      on,
      structures: (structures ?? []).filter(({ id, seat }) => seat && !standing.structures.includes(id)),
      colleagues: colleaguesIn(professionals ?? [], story, glossary),
      codes: (list: string) => codes.get(list) ?? [],
      entries: view.entries
        .filter((entry) => !entry.voided && mayMend(entry, standing))
        .toReversed()
        .map((entry) => ({
          value: entry.eventId,
          label: `${shortDay(entry.occurredOn, glossary.today, locale)} · ${wordsOf(entry, glossary).title}`,
        })),
    };
  }, [form, lists, structures, professionals, view, story, standing, glossary, on]);
}
