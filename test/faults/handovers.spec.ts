import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Uuid } from '@jalons/kernel';
import type { TestSession } from '../policies/sign-in-as.js';
import { startTypeScript } from '../support/child-process.js';
import { openInstallation, type Installation } from '../support/installation.js';
import { openParcoursApp, type ParcoursApp } from '../support/parcours-http.js';
import type { CrashPlan } from './command.child.js';

/** A portfolio passes case by case: a process that dies in the middle leaves a request that can be sent again. */
describe('a process killed in the middle of a hand-over', () => {
  let place: Installation;
  let api: ParcoursApp;
  let structure: Uuid;
  let leaving: TestSession;
  let staying: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    api = await openParcoursApp(place.database.urls, place.secretsFolder);
    structure = await place.addStructure();
    leaving = await place.signIn(structure);
    staying = await place.signIn(structure);
  });

  afterAll(async () => {
    await api.close();
    await place.close();
  });

  const headers = (key: string) => ({ ...leaving.headers, 'idempotency-key': key });
  const post = async (path: string, payload: object, key: string = randomUUID()) =>
    api.app.inject({ method: 'POST', url: `/api/v1/${path}`, payload, headers: headers(key) });

  it('is taken up again by the same request, each case once', async () => {
    const parcours: Uuid[] = [];
    for (let count = 0; count < 12; count += 1) {
      const person = await place.addPerson(structure);
      const opening = { entryChannel: 'walk-in', occurredOn: '2026-11-02' };
      parcours.push((await post(`beneficiaries/${person}/parcours`, opening)).json().id);
    }
    const key = randomUUID();
    const payload = {
      ...{ from: leaving.professional, to: staying.professional, occurredOn: '2026-11-20', parcours },
    };
    const { database, secretsFolder } = place;
    const plan: CrashPlan = {
      ...{ urls: database.urls, secretsFolder, path: 'handovers', payload, headers: headers(key), atAppend: 6 },
    };
    const child = startTypeScript('test/faults/command.child.ts', [JSON.stringify(plan)]);
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);

    const report = (await post('handovers', payload, key)).json();
    expect(report).toMatchObject({ handedOver: 12, refused: 0, postponed: 0 });
    const repeated = report.items.filter((item: { repeated: boolean }) => item.repeated);
    expect(repeated.length).toBeGreaterThan(0);
    expect(repeated.length).toBeLessThan(12);
    for (const id of parcours) {
      const assigned = (await place.store.store.load(`parcours-${id}`)).filter(
        ({ type }) => type === 'ReferentAssigned',
      );
      expect(assigned).toMatchObject([
        { data: { professional: leaving.professional } },
        { data: { professional: staying.professional } },
      ]);
    }
  }, 60_000);
});
