import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import {
  acting,
  answer as answered,
  client,
  inForce,
  nomenclatureQuery,
  useSubmission,
  withKey,
  type OrientationItem,
} from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { ChoiceField, DayField, FormProblem, missing, SavingWord } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { LAPSES, type Answer } from './answers.js';

interface AnswerFormProps {
  readonly item: OrientationItem;
  readonly answer: Answer;
  readonly today: string;
  readonly onCancel: () => void;
  readonly onSaved: (what: string) => void;
}

const POINTERS = { occurredOn: '/occurredOn', by: '/by', reason: '/reason' };

interface Typed {
  readonly occurredOn: string;
  readonly by: 'structure' | 'person';
  readonly reason: string;
}

/** The day, and the reason where the answer is no; today and the structure unless told otherwise. */
export function AnswerForm({ item, answer, today, onCancel, onSaved }: AnswerFormProps) {
  const [typed, setTyped] = useState<Typed>({ occurredOn: today, by: 'structure', reason: '' });
  const { saving, submit, refuse } = useSubmission(
    (body: Typed, key: string) => send(item, answer, body, key),
    POINTERS,
  );
  const declines = useQuery({ ...nomenclatureQuery('decline-reasons'), enabled: answer === 'declines' }).data;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked, input')?.focus(), []);
  const errors = saving.state === 'refused' ? saving.fields : {};
  const reasons = reasonsOf(answer, inForce(declines ?? [], today));
  const labels = { occurredOn: t('step.when'), by: t('field.by'), reason: t('field.declineReason') };
  const field = <Name extends keyof Typed>(name: Name) => ({
    // Several forms may be open on the page at once.
    name: `${name}-${item.orientationId}`,
    label: labels[name],
    error: errors[name],
    value: typed[name],
  });

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (reasons.length > 0 && typed.reason === '') return refuse(missing({ reason: t('form.required') }));
    const taken = await submit(typed);
    if (taken === undefined) return;
    onSaved(t(`orients.saved.${answer}`, { name: item.displayName }));
    for (const queryKey of [['orientations'], ['cases'], ['parcours', item.parcoursId]]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  }

  return (
    <form className="orient-form stack" noValidate onSubmit={(event) => void onSubmit(event)} ref={form}>
      <FormProblem saving={saving} labels={labels} />
      <DayField today={today} {...field('occurredOn')} onChange={(occurredOn) => setTyped({ ...typed, occurredOn })} />
      {answer === 'declines' && (
        <ChoiceField
          {...field('by')}
          options={(['structure', 'person'] as const).map((value) => ({ value, label: t(`field.by.${value}`) }))}
          onChange={(by) => setTyped({ ...typed, by: by === 'person' ? 'person' : 'structure' })}
        />
      )}
      {reasons.length > 0 && (
        <ChoiceField {...field('reason')} options={reasons} onChange={(reason) => setTyped({ ...typed, reason })} />
      )}
      <div className="row">
        <button type="submit" className="button button-primary">
          {t(`orients.confirm.${answer}`)}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('orients.cancel')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}

function reasonsOf(answer: Answer, declines: ReturnType<typeof inForce>) {
  if (answer === 'declines') return declines.map(({ code, label }) => ({ value: code, label }));
  if (answer === 'lapses') return LAPSES.map((value) => ({ value, label: t(`orients.lapse.${value}`) }));
  return [];
}

/** Each answer has a route of its own, and all name the proposal in force. */
function send(
  { parcoursId, proposalId, from, to }: OrientationItem,
  answer: Answer,
  { occurredOn, by, reason }: Typed,
  key: string,
) {
  const path = { id: parcoursId, orientation: proposalId };
  // Whichever structure is chosen: it answers for the one that was asked, or that asked on behalf of another.
  const call = { params: { path }, ...withKey(key, acting.among(...[to.id ?? [], from.id].flat())) };
  const base = '/parcours/{id}/steps/orientations/{orientation}' as const;
  switch (answer) {
    case 'declines':
      return answered(client.POST(`${base}/declines`, { ...call, body: { occurredOn, by, reason } }));
    case 'lapses': {
      const lapse = LAPSES.find((each) => each === reason) ?? 'no-answer';
      return answered(client.POST(`${base}/lapses`, { ...call, body: { occurredOn, reason: lapse } }));
    }
    default:
      return answered(client.POST(`${base}/${answer}`, { ...call, body: { occurredOn } }));
  }
}
