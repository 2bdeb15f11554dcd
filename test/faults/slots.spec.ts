import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BENEFICIARY_RULES, slotsOf, type BeneficiaryEvent, type Slot } from '@jalons/beneficiaries';
import { lifeOf, type LifeEvent } from '@jalons/event-log';
import { loadNomenclatures, type Uuid } from '@jalons/kernel';
import { keepSlotsOnce, parcoursSlotsProjection } from '@jalons/parcours';
import { ProjectionRunner } from '@jalons/projections';
import type { TestSession } from '../policies/sign-in-as.js';
import { startTypeScript } from '../support/child-process.js';
import { openStore, type OpenedStore } from '../support/event-store.js';
import { openInstallation, type Installation } from '../support/installation.js';
import { NOW, openParcoursApp, PARCOURS_DEFINITIONS, type ParcoursApp } from '../support/parcours-http.js';
import { WAIT_MS } from '../support/projections/stage.js';
import type { CrashPlan } from './command.child.js';

const OPENING = { entryChannel: 'walk-in', occurredOn: '2026-02-02' };
const EXIT = { reason: 'moved', proof: { kind: 'none' } };

/** A process dies between the two appends of a command that moves a slot (architecture.md § 3.3); the worker repairs. */
describe('a process killed between a slot and its parcours', () => {
  let place: Installation;
  let api: ParcoursApp;
  let worker: OpenedStore;
  let projections: ProjectionRunner;
  let structure: Uuid;
  let operator: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    const { database, secretsFolder } = place;
    api = await openParcoursApp(database.urls, secretsFolder);
    worker = await openStore({
      ...{ urls: database.urls, secretsFolder },
      definitions: PARCOURS_DEFINITIONS,
      role: 'worker',
    });
    projections = await ProjectionRunner.open({
      url: database.urls.worker,
      ownerUrl: database.urls.owner,
      store: worker.store,
      projections: [parcoursSlotsProjection],
    });
    projections.start();
    structure = await place.addStructure();
    operator = await place.signIn(structure);
  });

  afterAll(async () => {
    await projections.stop();
    await Promise.all([api.close(), worker.close()]);
    await place.close();
  });

  const headers = (key: string) => ({ ...operator.headers, 'idempotency-key': key });
  const post = async (path: string, payload: object, key: string = randomUUID()) =>
    api.app.inject({ method: 'POST', url: `/api/v1/${path}`, payload, headers: headers(key) });

  /** Sends a command to a process that dies as it begins its second append. */
  async function crash(path: string, payload: object, key: string = randomUUID()): Promise<void> {
    const { database, secretsFolder } = place;
    const plan: CrashPlan = {
      ...{ urls: database.urls, secretsFolder, path, payload },
      ...{ headers: headers(key), atAppend: 2 },
    };
    const child = startTypeScript('test/faults/command.child.ts', [JSON.stringify(plan)]);
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  }

  /** What the worker does once a minute, with the time that has to pass behind it. */
  async function repair(later = 10 * 60_000) {
    const { position, recordedAt } = (await worker.log.head())!;
    expect(await projections.waitFor(['parcours-slots'], position, WAIT_MS)).toBe(true);
    const { store, runner, idSecret } = worker;
    const clock = { now: () => Math.max(NOW, recordedAt) + later };
    return keepSlotsOnce({
      url: place.database.urls.worker,
      codes: loadNomenclatures(),
      store,
      runner,
      idSecret,
      clock,
    });
  }

  const opened = async (): Promise<{ person: Uuid; id: Uuid; opening: Uuid; assignment: Uuid }> => {
    const person = await place.addPerson(structure);
    const { id, eventIds } = (await post(`beneficiaries/${person}/parcours`, OPENING)).json();
    return { person, id, opening: eventIds[0], assignment: eventIds[1] };
  };
  const done = async (id: Uuid, kind: string, payload: object): Promise<Uuid> =>
    (await post(`parcours/${id}/steps/${kind}`, payload)).json().id;
  const slots = async (person: Uuid): Promise<readonly Slot[]> => {
    const events = (await place.store.store.load(`beneficiary-${person}`)) as unknown as LifeEvent<BeneficiaryEvent>[];
    return slotsOf(lifeOf(events, BENEFICIARY_RULES).positional);
  };

  it('leaves nothing that the worker does not put right, whatever the command', async () => {
    const [born, gone, back, undone, moved] = [
      await place.addPerson(structure),
      ...[await opened(), await opened(), await opened(), await opened()],
    ] as const;
    const key = randomUUID();
    const [reopened, corrected] = [
      await done(back.id, 'exits', { ...EXIT, occurredOn: '2026-11-01' }),
      await done(moved.id, 'exits', { ...EXIT, occurredOn: '2026-11-01' }),
    ];
    await done(undone.id, 'voids', { eventId: undone.assignment, why: 'doublon' });
    const correction = { eventId: corrected, why: 'date', type: 'ParcoursExited' };
    await Promise.all([
      crash(`beneficiaries/${born}/parcours`, OPENING, key),
      crash(`parcours/${gone.id}/steps/exits`, { ...EXIT, occurredOn: '2026-11-01' }),
      crash(`parcours/${back.id}/steps/reopenings`, { exit: reopened, occurredOn: '2026-11-20' }),
      crash(`parcours/${undone.id}/steps/voids`, { eventId: undone.opening, why: 'doublon' }),
      crash(`parcours/${moved.id}/steps/corrections`, {
        ...correction,
        replacement: { ...EXIT, occurredOn: '2026-10-20' },
      }),
    ]);
    const inBetween = async () => [
      ...(await Promise.all([born, gone.person, back.person, undone.person].map(slots))).flat().map(({ to }) => to),
      ...(await slots(moved.person)).map(({ to }) => to),
    ];
    expect(await inBetween()).toEqual([null, null, null, null, '2026-11-01']);

    expect(await repair()).toEqual({ freed: 5 });
    expect(await inBetween()).toEqual(['2026-02-02', '2026-11-01', '2026-11-01', '2026-02-02', '2026-10-20']);
    expect(await repair()).toEqual({});

    // Whoever comes back for the opening gets it, under the id of the first attempt.
    const [slot] = await slots(born);
    const retry = await post(`beneficiaries/${born}/parcours`, OPENING, key);
    expect(retry.json()).toMatchObject({ id: slot!.parcoursId, repeated: false });
    expect(await slots(born)).toMatchObject([{ parcoursId: slot!.parcoursId, from: '2026-02-02', to: null }]);
    for (const { person } of [gone, undone]) {
      expect(
        (await post(`beneficiaries/${person}/parcours`, { ...OPENING, occurredOn: '2026-11-02' })).statusCode,
      ).toBe(201);
    }
    expect(await repair()).toEqual({});
  }, 120_000);

  it('gives the place to somebody else who asked meanwhile', async () => {
    const person = await place.addPerson(structure);
    const key = randomUUID();
    const path = `beneficiaries/${person}/parcours`;
    await crash(path, OPENING, key);
    expect(await repair(1_000)).toEqual({});
    expect((await post(path, OPENING)).json()).toMatchObject({ status: 409, code: 'parcours-already-open' });
    expect(await repair()).toEqual({ freed: 1 });
    expect((await post(path, OPENING)).statusCode).toBe(201);
    expect((await post(path, OPENING, key)).json()).toMatchObject({ status: 409, code: 'parcours-already-open' });
  }, 60_000);

  it('loses nothing of two people merged while both have a parcours', async () => {
    const [first, second] = [await opened(), await opened()];
    const { store } = place.store;
    const self = second.person;
    await place.tell(self, { type: 'MergeInto', self, into: first.person });
    const merge = (await store.load(`beneficiary-${self}`)).at(-1)!.eventId;
    await done(second.id, 'contact-attempts', { channel: 'phone', reached: 'person', occurredOn: '2026-11-01' });
    await crash(`parcours/${second.id}/steps/exits`, { ...EXIT, occurredOn: '2026-11-02' });
    expect(await repair()).toEqual({ freed: 1 });
    expect(await slots(first.person)).toMatchObject([{ parcoursId: first.id, to: null }]);
    expect(await slots(second.person)).toMatchObject([{ parcoursId: second.id, to: '2026-11-02' }]);
    const events = (await store.load(`parcours-${second.id}`)).map(({ type }) => type);
    expect(events).toEqual(['ParcoursOpened', 'ReferentAssigned', 'ContactAttempted', 'ParcoursExited']);
    const exit = (await store.load(`parcours-${second.id}`)).at(-1)!.eventId;
    const reopened = async () =>
      (await post(`parcours/${second.id}/steps/reopenings`, { exit, occurredOn: '2026-11-20' })).json();
    // She is one person, who has one parcours at a time, until they are two again.
    expect(await reopened()).toMatchObject({ status: 409, code: 'parcours-already-open' });
    await place.tell(self, { type: 'ReverseMerge', merge });
    expect(await reopened()).toHaveProperty('id');
    expect(await slots(second.person)).toMatchObject([{ parcoursId: second.id, to: null }]);
  }, 60_000);
});
