import { useRef, useState } from 'react';
import { answer, ApiProblem, client, NoAnswer, submissionKey, withKey, type Registered } from '../../api/index.js';
import { t } from '../../i18n/index.js';
import { beneficiaryOf, informationOf, type NewPersonForm } from './new-person.js';

export interface Opened {
  /** Of the parcours. */
  readonly id: string;
  /** What the person is to be told. */
  readonly notice?: string;
  /** Why it was not noted that she was informed, which is then still to do. */
  readonly notNoted?: string;
}

/**
 * Three commands in one gesture: she is registered, her parcours is opened, and it is noted that she was informed. What
 * went through is not sent again when what follows was refused; once the parcours is open nothing is refused any more.
 */
export function useRegisterAndOpen(today: string) {
  const registered = useRef<{ body: string; person: Registered }>(undefined);
  const [keys] = useState(() => ({ person: submissionKey(), parcours: submissionKey(), information: submissionKey() }));

  async function register(form: NewPersonForm): Promise<Registered> {
    const person = beneficiaryOf(form);
    const body = JSON.stringify(person);
    if (registered.current?.body !== body) {
      const answered = await answer(
        client.POST('/beneficiaries', { body: person, ...withKey(keys.person.for(person)) }),
      );
      registered.current = { body, person: answered };
    }
    return registered.current.person;
  }

  async function open(id: string, { entryChannel, occurredOn }: NewPersonForm) {
    const opening = { entryChannel, occurredOn };
    try {
      return await answer(
        client.POST('/beneficiaries/{id}/parcours', {
          params: { path: { id } },
          body: opening,
          ...withKey(keys.parcours.for({ id, opening })),
        }),
      );
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      throw new ApiProblem(error.status, error.code, t('new.halfDone', { reason: error.message }), error.items);
    }
  }

  /** Why it was not noted, if it was not. */
  async function inform(id: string, form: NewPersonForm): Promise<string | undefined> {
    const body = informationOf(form, today);
    if (body === undefined) return undefined;
    try {
      await answer(
        client.POST('/beneficiaries/{id}/information-notices', {
          params: { path: { id } },
          body,
          ...withKey(keys.information.for({ id, body })),
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiProblem) && !(error instanceof NoAnswer)) throw error;
      return error.message;
    }
  }

  return async (form: NewPersonForm): Promise<Opened> => {
    const { id, notice } = await register(form);
    const opened = await open(id, form);
    const notNoted = await inform(id, form);
    return {
      id: opened.id,
      ...(notice !== undefined && { notice }),
      ...(notNoted !== undefined && { notNoted }),
    };
  };
}
