import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { TestSession } from '../policies/sign-in-as.js';
import { openInstallation, type Installation } from './installation.js';
import { openParcoursApp } from './parcours-http.js';

/** The day on which the steps of these specs happen, unless they say another. */
export const ON = '2026-11-20';

export interface OpenedForSteps {
  readonly id: Uuid;
  readonly person: Uuid;
  readonly opening: Uuid;
  readonly assignment: Uuid;
}

/** An installation with one operator who opens parcours and records their steps over HTTP. */
export interface StepsRig {
  readonly place: Installation;
  readonly app: App;
  readonly structure: Uuid;
  readonly operator: TestSession;
  /** A parcours opened on 2 November 2026 under the operator. */
  opened(): Promise<OpenedForSteps>;
  /** Sends the form of a step. */
  step(id: Uuid, route: string, form: object, by?: TestSession): ReturnType<typeof sendWith>;
  /** The same, where it must be taken: the entry it made. */
  done(id: Uuid, route: string, form: object, by?: TestSession): Promise<Uuid>;
  /** The last event of the parcours. */
  last(id: Uuid): Promise<StoredEvent | undefined>;
  close(): Promise<void>;
}

type App = Awaited<ReturnType<typeof openParcoursApp>>['app'];

async function sendWith(app: App, path: string, payload: object, by: TestSession) {
  const headers = { ...by.headers, 'idempotency-key': randomUUID() };
  return app.inject({ method: 'POST', url: `/api/v1/${path}`, payload, headers });
}

export async function openStepsRig(): Promise<StepsRig> {
  const place = await openInstallation();
  const { app, close } = await openParcoursApp(place.database.urls, place.secretsFolder);
  const structure = await place.addStructure();
  const operator = await place.signIn(structure);
  const step: StepsRig['step'] = (id, route, form, by = operator) =>
    sendWith(app, `parcours/${id}/steps/${route}`, { occurredOn: ON, ...form }, by);
  return {
    ...{ place, app, structure, operator, step },
    async opened() {
      const person = await place.addPerson(structure);
      const body = { entryChannel: 'walk-in', occurredOn: '2026-11-02' };
      const { id, eventIds } = (await sendWith(app, `beneficiaries/${person}/parcours`, body, operator)).json();
      return { id, person, opening: eventIds[0], assignment: eventIds[1] };
    },
    async done(...sent) {
      const answer = (await step(...sent)).json();
      expect(answer).toMatchObject({ id: expect.any(String) });
      return answer.id;
    },
    last: async (id) => (await place.store.store.load(`parcours-${id}`)).at(-1) as StoredEvent | undefined,
    async close() {
      await close();
      await place.close();
    },
  };
}
