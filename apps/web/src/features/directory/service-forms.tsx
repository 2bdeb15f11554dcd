import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import {
  inForce,
  needed,
  nomenclatureQuery,
  useSubmission,
  type CommandAnswer,
  type Named,
  type Service,
  type ServiceForm,
} from '../../api/index.js';
import { PagePending } from '../../app/index.js';
import { FormProblem, missing, SavingWord } from '../../design/index.js';
import { dayOf, t, type MessageKey } from '../../i18n/index.js';
import { POINTERS, serviceOf, unanswered, type FieldName, type ServiceFields } from './service-form.js';
import { HowFields, WhatFields, WhereFields, WhomFields, type Lists } from './service-parts.js';

interface ServiceFormsProps {
  readonly from: ServiceFields;
  /** The service that is changed; none for a new one. */
  readonly before?: Service;
  /** Whose a new one may be; a service stays with its structure. */
  readonly structures?: readonly Named[];
  readonly submitWord: string;
  readonly send: (form: ServiceForm, key: string, structure: string) => Promise<CommandAnswer>;
  readonly onSaved: (answer: CommandAnswer) => unknown;
  readonly onCancel: () => void;
}

const NAMES = Object.keys(POINTERS) as readonly FieldName[];

/** A service as its keeper says it: what it is, for whom, how one gets in, where and when. */
export function ServiceForms(props: ServiceFormsProps) {
  const lists = useLists();
  return lists === undefined ? <PagePending /> : <Form {...props} lists={lists} />;
}

function Form({
  from,
  before,
  structures,
  submitWord,
  send,
  onSaved,
  onCancel,
  lists,
}: ServiceFormsProps & { readonly lists: Lists }) {
  const [fields, setFields] = useState(from);
  const { saving, submit, refuse } = useSubmission(
    (typed: ServiceFields, key: string) => send(serviceOf(typed, lists.schemes, before), key, typed.structure),
    POINTERS,
  );
  const labels = Object.fromEntries(NAMES.map((name) => [name, t(`service.${name}` satisfies MessageKey)]));
  const errors = saving.state === 'refused' ? saving.fields : {};
  const parts = {
    fields,
    lists,
    wire: <Name extends FieldName>(name: Name) => ({
      ...{ name, label: labels[name]!, error: errors[name] },
      onChange: (value: ServiceFields[Name]) => setFields((old) => ({ ...old, [name]: value })),
    }),
  };

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const absent = unanswered(fields, lists.schemes);
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
    const taken = await submit(fields);
    if (taken !== undefined) onSaved(taken);
  }

  return (
    <form className="stack service-form" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={labels} />
      <WhatFields {...parts} {...(structures !== undefined && { structures })} />
      <WhomFields {...parts} />
      <HowFields {...parts} />
      <WhereFields {...parts} />
      <div className="row">
        <button type="submit" className="button button-primary">
          {submitWord}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('orients.cancel')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}

/** The lists that a service is said with, as they stand today; undefined until all are there. */
function useLists(): Lists | undefined {
  const [today] = useState(() => dayOf(new Date()));
  const schemes = useQuery({ ...nomenclatureQuery('schemes'), ...needed }).data;
  const types = useQuery({ ...nomenclatureQuery('service-types'), ...needed }).data;
  const needs = useQuery({ ...nomenclatureQuery('needs'), ...needed }).data;
  const barriers = useQuery({ ...nomenclatureQuery('barriers'), ...needed }).data;
  const publics = useQuery({ ...nomenclatureQuery('service-publics'), ...needed }).data;
  const modes = useQuery({ ...nomenclatureQuery('mobilisation-modes'), ...needed }).data;
  if (schemes === undefined || types === undefined || needs === undefined || barriers === undefined) return undefined;
  if (publics === undefined || modes === undefined) return undefined;
  return {
    ...{ schemes: inForce(schemes, today), types: inForce(types, today), publics: inForce(publics, today) },
    ...{ topics: inForce([...needs, ...barriers], today), modes: inForce(modes, today) },
  };
}
