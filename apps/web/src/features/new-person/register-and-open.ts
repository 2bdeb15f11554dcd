import { useRef, useState } from 'react';
import {
  answer,
  ApiProblem,
  client,
  NoAnswer,
  submissionKey,
  withKey,
  type Encounter,
  type Registered,
} from '../../api/index.js';
import { t } from '../../i18n/index.js';
import { beneficiaryOf, informationOf, type NewPersonForm } from './new-person.js';

export interface Opened {
  /** Of the parcours. */
  readonly id: string;
  /** What the person is to be told. */
  readonly notice?: string;
  /** Why it was not noted that she was informed, which is then still to do. */
  readonly notNoted?: string;
  /** Why the encounter that she was met in was not linked to her, which is then still to do. */
  readonly notLinked?: string;
}

/**
 * Several commands in one gesture: she is registered, her parcours is opened, it is noted that she was informed, and the
 * encounter that she was `met` in is linked to her. What went through is not sent again when what follows was refused;
 * once the parcours is open nothing is refused any more. All is for the structure that met her.
 */
export function useRegisterAndOpen(today: string, met?: Encounter) {
  const by = (key: string) => withKey(key, met?.structure);
  const registered = useRef<{ body: string; person: Registered }>(undefined);
  const [keys] = useState(() => ({
    ...{ person: submissionKey(), parcours: submissionKey() },
    ...{ information: submissionKey(), link: submissionKey() },
  }));

  async function register(form: NewPersonForm): Promise<Registered> {
    const person = beneficiaryOf(form);
    const body = JSON.stringify(person);
    if (registered.current?.body !== body) {
      const answered = await answer(client.POST('/beneficiaries', { body: person, ...by(keys.person.for(person)) }));
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
          ...by(keys.parcours.for({ id, opening })),
        }),
      );
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      throw new ApiProblem(error.status, error.code, t('new.halfDone', { reason: error.message }), error.items);
    }
  }

  /** Why it was not noted, if it was not. */
  function inform(id: string, form: NewPersonForm): Promise<string | undefined> {
    const body = informationOf(form, today);
    if (body === undefined) return Promise.resolve(undefined);
    const key = keys.information.for({ id, body });
    return whyNot(
      client.POST('/beneficiaries/{id}/information-notices', { params: { path: { id } }, body, ...by(key) }),
    );
  }

  /** Why the encounter was not linked, if it was not. */
  function link(id: string): Promise<string | undefined> {
    if (met === undefined) return Promise.resolve(undefined);
    const body = { beneficiaryId: id };
    const params = { path: { id: met.id } };
    return whyNot(client.POST('/outreach/{id}/links', { params, body, ...by(keys.link.for(body)) }));
  }

  return async (form: NewPersonForm): Promise<Opened> => {
    const { id, notice } = await register(form);
    const opened = await open(id, form);
    const notNoted = await inform(id, form);
    const notLinked = await link(id);
    return {
      id: opened.id,
      ...(notice !== undefined && { notice }),
      ...(notNoted !== undefined && { notNoted }),
      ...(notLinked !== undefined && { notLinked }),
    };
  };
}

/** The reason why something was not saved; nothing where it was. */
async function whyNot(pending: Parameters<typeof answer>[0]): Promise<string | undefined> {
  try {
    await answer(pending);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiProblem) && !(error instanceof NoAnswer)) throw error;
    return error.message;
  }
}
