import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState, type FormEvent, type SyntheticEvent } from 'react';
import { createPortal } from 'react-dom';
import {
  acting,
  answer,
  client,
  inForce,
  nomenclatureQuery,
  personQuery,
  useSubmission,
  withKey,
  type Person,
} from '../../api/index.js';
import { queryClient, readAnew } from '../../app/index.js';
import { ChoiceField, FormProblem, missing, SavingWord, SelectField } from '../../design/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { TerritoryChoice } from '../rules/territory.js';
import './elevations.css';
import { territoriesFor } from './territories-for.js';

/** How long a case may stay open, in hours; the server allows 72 at most. */
const HOURS = ['1', '8', '24', '72'] as const;
/** A working day. */
const AT_FIRST = '8';

/** An entry of a parcours: the one that the case is opened for. */
export interface EntryAddress {
  readonly parcours: string;
  /** Of its line in the parcours. */
  readonly hash: string;
}

interface ElevationFormProps {
  readonly beneficiary: string;
  readonly who: string;
  readonly reason: string;
  readonly entry?: EntryAddress;
  readonly onClose: () => void;
}

/**
 * Break-the-glass: a reason and a time, told to the coordinator, then what it was asked for, or her newest parcours. A
 * dialog outside of what it is asked from, which may be a form itself.
 */
export function ElevationForm({ beneficiary, who, reason, entry, onClose }: ElevationFormProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const [today] = useState(() => dayOf(new Date()));
  const reasons = useQuery(nomenclatureQuery('elevation-reasons')).data;
  const { me } = useRouteContext({ from: '/shell' });
  const [own] = useState(() => territoriesFor(me, acting.current()));
  const [typed, setTyped] = useState({ reason, hours: AT_FIRST as string, territory: own[0] });
  const [opened, setOpened] = useState<Person>();
  const { saving, submit, refuse } = useSubmission(
    async ({ reason, hours, territory }: typeof typed, key: string) => {
      const body = { beneficiaryId: beneficiary, reason, hours: Number(hours) };
      // Though there is but one to choose: by a mandate that opens nobody, she may hold another territory.
      await answer(client.POST('/elevations', { body, ...withKey(key, undefined, territory) }));
      // What was there before does not count: she was not open then, or less so.
      return queryClient.fetchQuery({ ...personQuery(beneficiary), staleTime: 0 });
    },
    { 'elevation-reason': '/reason', 'elevation-hours': '/hours' },
  );
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);

  // Closed by leaving the page, as its own closing may come from a page that is set aside.
  function cancel(event: SyntheticEvent) {
    event.preventDefault();
    onClose();
  }

  async function send(event: FormEvent) {
    event.preventDefault();
    // React hands it on to the form that this one was asked from.
    event.stopPropagation();
    if (typed.reason === '') return refuse(missing({ 'elevation-reason': t('form.required') }));
    const person = await submit(typed);
    if (person === undefined) return;
    void readAnew('elevations', 'duplicates');
    const [parcours] = person.parcours;
    const id = entry?.parcours ?? parcours?.id;
    if (id === undefined) return setOpened(person);
    onClose();
    await navigate({ to: '/parcours/$id', params: { id }, ...(entry !== undefined && { hash: entry.hash }) });
  }

  const labels = { 'elevation-reason': t('elevation.reason'), 'elevation-hours': t('elevation.hours') };
  const field = (name: keyof typeof labels) => ({
    ...{ name, label: labels[name] },
    error: saving.state === 'refused' ? saving.fields[name] : undefined,
  });
  return createPortal(
    <dialog className="elevation" ref={dialog} aria-labelledby="elevation-title" onCancel={cancel}>
      {opened === undefined ? (
        <form className="stack" noValidate onSubmit={(event) => void send(event)}>
          <h2 id="elevation-title">{t('elevation.title', { who })}</h2>
          <FormProblem saving={saving} labels={labels} />
          <ChoiceField
            {...field('elevation-reason')}
            options={inForce(reasons ?? [], today).map(({ code, label }) => ({ value: code, label }))}
            value={typed.reason}
            onChange={(reason) => setTyped({ ...typed, reason })}
          />
          <SelectField
            {...field('elevation-hours')}
            options={HOURS.map((hours) => ({ value: hours, label: t('elevation.hour', { hours }) }))}
            value={typed.hours}
            onChange={(hours) => setTyped({ ...typed, hours })}
          />
          {typed.territory !== undefined && (
            <TerritoryChoice
              own={own}
              territory={typed.territory}
              onChange={(territory) => setTyped({ ...typed, territory })}
            />
          )}
          <p className="small">{t('elevation.noted')}</p>
          <div className="row">
            <button type="submit" className="button button-primary">
              {t('elevation.submit')}
            </button>
            <button type="button" className="button" onClick={onClose}>
              {t('app.close')}
            </button>
            <SavingWord saving={saving} />
          </div>
        </form>
      ) : (
        <div className="stack">
          <h2 id="elevation-title">{t('elevation.title', { who })}</h2>
          <p role="status">
            {t('elevation.noParcours', {
              name: [opened.identity.givenName, opened.identity.familyName].filter(Boolean).join(' '),
            })}
          </p>
          <p>
            <button type="button" className="button" onClick={onClose}>
              {t('app.close')}
            </button>
          </p>
        </div>
      )}
    </dialog>,
    document.body,
  );
}
