import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, ApiProblem, client, nomenclatureQuery, useSubmission, withKey } from '../../api/index.js';
import { readAnew } from '../../app/index.js';
import { ChoiceField, DayField, FoldedForm, missing } from '../../design/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { channelOptions } from './entry-channels.js';

interface OpenParcoursProps {
  readonly beneficiary: string;
  /** She had one already, which is over. */
  readonly again: boolean;
}

/** Opens a parcours for somebody who is registered: one after the exit, or the first where it was never opened. */
export function OpenParcours({ beneficiary, again }: OpenParcoursProps) {
  const [today] = useState(() => dayOf(new Date()));
  const [typed, setTyped] = useState({ entryChannel: '', occurredOn: today });
  const navigate = useNavigate();
  const channels = useQuery(nomenclatureQuery('entry-channels')).data;
  const { saving, submit, refuse } = useSubmission(
    (body: typeof typed, key: string) => send(beneficiary, body, key).catch(sayWhose),
    { entryChannel: '/entryChannel', occurredOn: '/occurredOn' },
  );
  const labels = { entryChannel: t('new.channel'), occurredOn: t('new.on') };

  async function open() {
    const absent = (['entryChannel', 'occurredOn'] as const).filter((name) => typed[name] === '');
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
    const opened = await submit(typed);
    if (opened === undefined) return;
    void readAnew('cases', 'people', 'person', 'known');
    await navigate({ to: '/parcours/$id', params: { id: opened.id } });
  }

  return (
    <FoldedForm
      name={`open-${beneficiary}`}
      word={t(again ? 'open.again' : 'open.first')}
      submitWord={t('open.submit')}
      saving={saving}
      labels={labels}
      onSubmit={open}
    >
      {(field) => (
        <>
          <ChoiceField
            {...field('entryChannel')}
            value={typed.entryChannel}
            options={channelOptions(channels ?? [])}
            onChange={(entryChannel) => setTyped({ ...typed, entryChannel })}
          />
          <DayField
            {...field('occurredOn')}
            today={today}
            value={typed.occurredOn}
            onChange={(occurredOn) => setTyped({ ...typed, occurredOn })}
          />
        </>
      )}
    </FoldedForm>
  );
}

/** In the name of the record that stands for all: hers may have been merged into another (domain.md § 3). */
async function send(beneficiary: string, body: { entryChannel: string; occurredOn: string }, key: string) {
  const { identity } = await answer(client.GET('/people/{id}', { params: { path: { id: beneficiary } } }));
  const params = { path: { id: identity.beneficiaryId } };
  return answer(client.POST('/beneficiaries/{id}/parcours', { params, body, ...withKey(key) }));
}

/** Somebody known by an orientation that waits is not one's own yet: the refusal says what leads to her. */
function sayWhose(error: unknown): never {
  if (!(error instanceof ApiProblem) || error.code !== 'person-unknown') throw error;
  throw new ApiProblem(error.status, error.code, t('open.notYours'), error.items);
}
