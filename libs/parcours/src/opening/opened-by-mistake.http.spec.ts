import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { BeneficiariesModule } from '@jalons/beneficiaries';
import { createPool } from '@jalons/database';
import type { Position } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type pg from 'pg';
import { project } from '../../../../test/policies/project.js';
import { createReadTables, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { NOW, openParcoursApp, type ParcoursApp } from '../../../../test/support/parcours-http.js';
import { peopleReadModels } from '../../../../test/support/people-read-models.js';

const WHY = 'une autre personne';

describe('a person registered and a parcours opened by mistake, in one gesture', () => {
  let place: Installation;
  let process: ParcoursApp;
  let operator: TestSession;
  let folding: pg.Pool;
  let position: Position | null = null;

  beforeAll(async () => {
    place = await openInstallation();
    await createReadTables(place.owner, peopleReadModels);
    folding = createPool(place.database.urls.owner, { name: 'spec-projections', max: 1 });
    process = await openParcoursApp(place.database.urls, place.secretsFolder, NOW, (parts) => [
      BeneficiariesModule.forRoot(parts),
    ]);
    operator = await place.signIn(await place.addStructure());
  });
  afterAll(async () => {
    await process.close();
    await folding.end();
    await place.close();
  });

  async function send(path: string, payload: object) {
    const headers = { ...operator.headers, 'idempotency-key': randomUUID() };
    const answer = await process.app.inject({ method: 'POST', url: `/api/v1/${path}`, payload, headers });
    const events = await place.store.store.readAll(position, 1_000);
    for (const projection of peopleReadModels) await project(folding, projection, events);
    position = events.at(-1)?.position ?? position;
    return answer.json();
  }

  async function opened(): Promise<{ readonly person: Uuid; readonly id: Uuid; readonly eventIds: readonly Uuid[] }> {
    const qpv = { code: '2024-grand-mirail', evidence: 'declared' };
    const person = (await send('beneficiaries', { givenName: 'Amina', familyName: 'Exemple', qpv })).id;
    const parcours = { entryChannel: 'walk-in', occurredOn: '2026-11-20' };
    const { id, eventIds } = await send(`beneficiaries/${person}/parcours`, parcours);
    return { person, id, eventIds };
  }
  const undone = (id: Uuid, eventId: Uuid) => send(`parcours/${id}/steps/voids`, { eventId, why: WHY });
  async function unregistered(person: Uuid) {
    const [registration] = await place.store.store.load(`beneficiary-${person}`);
    return send(`beneficiaries/${person}/voids`, { eventId: registration!.eventId, why: WHY });
  }

  it('are undone one after the other, the registration last', async () => {
    const { person, id, eventIds } = await opened();
    expect(await unregistered(person)).toMatchObject({
      ...{ status: 409, code: 'entry-has-dependants', errors: [{ code: 'ParcoursSlotTaken' }] },
    });
    for (const eventId of eventIds.toReversed()) await undone(id, eventId);
    expect(await unregistered(person)).toHaveProperty('id');
    // Nothing of the parcours comes back to somebody who is not registered.
    const [last] = (await place.store.store.load(`parcours-${id}`)).slice(-1);
    expect(await undone(id, last!.eventId)).toHaveProperty('status');
  });

  it('stay while the parcours does, though it ended as it began and holds no day', async () => {
    const { person, id, eventIds } = await opened();
    const exit = { reason: 'moved', proof: { kind: 'none' }, occurredOn: '2026-11-20' };
    const exited = (await send(`parcours/${id}/steps/exits`, exit)).id;
    expect(await unregistered(person)).toMatchObject({
      ...{ status: 409, code: 'entry-has-dependants' },
      errors: [...eventIds, exited].map((eventId) => ({ pointer: `/dependants/${eventId}` })),
    });
  });
});
