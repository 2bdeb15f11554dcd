import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createPool } from '@jalons/database';
import { IdentityModule } from '@jalons/identity';
import { type Access, type AccessJournal, destroyKeys } from '@jalons/privacy';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { walkRoutes } from '../../../../test/policies/walk-routes.js';
import { peopleReadModels } from '../../../../test/support/people-read-models.js';
import { openSpecApplication, type SpecApplication } from '../../../../test/support/spec-application.js';
import { BeneficiariesModule } from '../beneficiaries.module.js';
import { beneficiaryEvents } from '../beneficiary/beneficiary.events.js';
import { outreachEvents } from './outreach.events.js';
import { outreachOfPeople } from './outreach-list.js';
import { OutreachModule } from './outreach.module.js';
import { outreachProjection } from './outreach.projection.js';

const MET = { occurredOn: '2026-11-02', time: '23:30', channel: 'street', needs: ['mobilite'] };
const PERSON = { givenName: 'Amina', familyName: 'Exemple', qpv: { code: '2024-grand-mirail', evidence: 'declared' } };

describe('outreach over HTTP', () => {
  const noted: Access[] = [];
  const journal: AccessJournal = { record: (access) => Promise.resolve(void noted.push(access)) };
  let spec: SpecApplication;
  let operator: TestSession;
  let stranger: TestSession;

  beforeAll(async () => {
    spec = await openSpecApplication({
      definitions: [...beneficiaryEvents, ...outreachEvents],
      projections: [outreachProjection, ...peopleReadModels],
      modules: (parts) => [
        IdentityModule.forRoot(parts),
        BeneficiariesModule.forRoot(parts),
        OutreachModule.forRoot({ ...parts, journal }),
      ],
    });
    operator = await signInAs(spec.owner, { role: 'operator' });
    stranger = await signInAs(spec.owner, { role: 'operator' });
  });
  afterAll(() => spec.close());

  const send = (path: string, payload: object, by = operator) => spec.send(path, payload, { by });
  const met = async (changes: object = {}): Promise<string> =>
    (await send('outreach', { ...MET, ...changes })).json().id;
  const registered = async (by = operator): Promise<string> => (await send('beneficiaries', PERSON, by)).json().id;
  const list = async (by = operator) => (await spec.read('outreach', by)).json().items;

  it('records an anonymous encounter under a key of its own, listed for its structure alone', async () => {
    const id = await met({ place: { label: 'Marché de Bellefontaine' }, count: 3 });
    const [event] = await spec.store.store.load(`outreach-${id}`);
    expect(event).toMatchObject({
      ...{ keyId: id, structure: operator.structure, occurredOn: '2026-11-02' },
      at: { time: '23:30', zone: 'Europe/Paris' },
      data: { channel: 'street', needs: ['mobilite'], count: 3, place: { label: 'Marché de Bellefontaine' } },
    });
    const view = {
      id,
      count: 3,
      linked: false,
      occurredOn: '2026-11-02',
      time: '23:30',
      place: 'Marché de Bellefontaine',
    };
    expect(await list()).toMatchObject([view]);
    expect(await list(stranger)).toEqual([]);
  });

  it('names the field to mend', async () => {
    const answer = await send('outreach', { ...MET, channel: 'x' });
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/channel' }] });
    expect((await send('outreach', { ...MET, count: 0 })).json()).toMatchObject({ errors: [{ pointer: '/count' }] });
  });

  it('is linked to a person of one’s own, by the structure that met her', async () => {
    const [id, person] = [await met(), await registered()];
    expect((await send(`outreach/${id}/links`, { beneficiaryId: person }, stranger)).json()).toMatchObject({
      status: 404,
      code: 'outreach-unknown',
    });
    const theirs = await registered(stranger);
    await spec.owner.query(
      `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
       VALUES (gen_random_uuid(), $1, $2, 'safety', 0, 8000000000000)`,
      [operator.professional, theirs],
    );
    expect((await send(`outreach/${id}/links`, { beneficiaryId: theirs })).json()).toMatchObject({
      status: 403,
      code: 'elevated-reads-only',
    });
    await spec.owner.query('DELETE FROM read.elevations');
    for (const beneficiaryId of [theirs, randomUUID()]) {
      expect((await send(`outreach/${id}/links`, { beneficiaryId })).json()).toMatchObject({
        status: 404,
        code: 'person-unknown',
      });
    }
    const link = await send(`outreach/${id}/links`, { beneficiaryId: person });
    expect(link.statusCode).toBe(201);
    const shown = async () => (await list()).find((one: { id: string }) => one.id === id);
    expect(await shown()).toMatchObject({ linked: true, linkId: link.json().id, beneficiaryId: person });
    const { professional } = operator;
    const subjects = [{ subject: person, reason: 'structure' }];
    expect(noted.at(-1)).toMatchObject({ professional, role: 'operator', action: 'outreach', subjects });
    const voidEntry = async (eventId: string) => send(`outreach/${id}/voids`, { eventId, why: 'erreur' });
    const { eventId } = await shown();
    expect((await voidEntry(eventId)).json()).toMatchObject({ status: 409 });
    expect((await voidEntry(link.json().id)).statusCode).toBe(201);
    expect(await shown()).toMatchObject({ linked: false, linkId: null, beneficiaryId: null });
    expect((await voidEntry(eventId)).statusCode).toBe(201);
    expect(await shown()).toBeUndefined();
  });

  it('is still known as somebody’s by the structure that met her, and as whose only while she is open to it', async () => {
    const [id, person] = [await met(), await registered()];
    await send(`outreach/${id}/links`, { beneficiaryId: person });
    await spec.owner.query(`UPDATE read.persons SET viewers = '{}' WHERE person = $1`, [person]);
    const shown = (await list()).find((one: { id: string }) => one.id === id);
    expect(shown).toMatchObject({ linked: true, beneficiaryId: null });
  });

  it('is not linked to a person while her processing is restricted, in whichever of her records', async () => {
    const [person, other] = [await registered(), await registered()];
    const [before, after] = [await met(), await met()];
    const key = randomUUID();
    const link = (id: string, by = key) =>
      spec.send(`outreach/${id}/links`, { beneficiaryId: person }, { by: operator, key: by });
    expect((await link(before)).statusCode).toBe(201);
    await send(`beneficiaries/${other}/merges`, { into: person });
    const restriction = (await send(`beneficiaries/${other}/restrictions`, { reason: 'demande' })).json().id;
    expect((await link(before)).json()).toMatchObject({ repeated: true });
    expect((await link(after, randomUUID())).json()).toMatchObject({ status: 409, code: 'processing-restricted' });
    await send(`beneficiaries/${other}/restrictions/${restriction}/lifts`, {});
    expect((await link(after, randomUUID())).statusCode).toBe(201);
  });

  it('goes with the person it was linked to: its key is named, then destroyed, and nothing of it is left', async () => {
    const [id, person] = [await met(), await registered()];
    await send(`outreach/${id}/links`, { beneficiaryId: person });
    const worker = createPool(spec.urls.worker, { name: 'spec', max: 1 });
    try {
      expect(await outreachOfPeople(worker, [person])).toEqual([id]);
      await destroyKeys(worker, [person, id]);
    } finally {
      await worker.end();
    }
    const erased = { type: 'BeneficiaryErased', data: { intent: randomUUID() }, occurredOn: '2026-11-24' };
    const context = { commandId: randomUUID(), commandHash: 'x', actor: randomUUID(), correlationId: randomUUID() };
    const stream = `beneficiary-${person}` as const;
    const revision = (await spec.store.log.readStream(stream)).length - 1;
    await spec.store.store.append(stream, revision, [erased as never], context, '00000000-0000-8000-8000-000000000000');
    await spec.catchUp();
    expect((await list()).map((one: { id: string }) => one.id)).not.toContain(id);
    expect((await spec.store.store.load(`outreach-${id}`)).every((event) => event.erased)).toBe(true);
    expect((await send(`outreach/${await met()}/links`, { beneficiaryId: person })).json()).toMatchObject({
      status: 404,
    });
  });

  it('keeps the registration of the person that it turned out to be, whoever recorded it, until the link is voided', async () => {
    const person = await registered();
    const [registration] = await spec.store.store.load(`beneficiary-${person}`);
    const notice = (await send(`beneficiaries/${person}/information-notices`, { article: 13, means: 'oral' })).json()
      .id;
    const undone = async (eventId: string) =>
      (await send(`beneficiaries/${person}/voids`, { eventId, why: 'erreur' })).json();
    expect(await undone(registration!.eventId)).toMatchObject({
      ...{ status: 409, code: 'entry-has-dependants' },
      errors: [{ code: 'InformationNoticeGiven', pointer: `/dependants/${notice}` }],
    });
    await undone(notice);
    const id = await met();
    const link = (await send(`outreach/${id}/links`, { beneficiaryId: person })).json().id;
    // Even one that the caller may not see.
    await spec.owner.query('UPDATE read.outreach_encounters SET structure = $2 WHERE outreach = $1', [
      ...[id, stranger.structure],
    ]);
    expect(await undone(registration!.eventId)).toMatchObject({
      ...{ status: 409, code: 'entry-has-dependants' },
      errors: [{ code: 'OutreachLinkedToBeneficiary', pointer: `/dependants/${link}` }],
    });
    await send(`outreach/${id}/voids`, { eventId: link, why: 'une autre' });
    const theirs = (await send('outreach', MET, stranger)).json().id;
    await spec.owner.query('UPDATE read.persons SET viewers = viewers || $2::uuid WHERE person = $1', [
      ...[person, stranger.structure],
    ]);
    const linked = (await send(`outreach/${theirs}/links`, { beneficiaryId: person }, stranger)).json().id;
    expect(await undone(registration!.eventId)).toMatchObject({
      ...{ status: 409, code: 'entry-has-dependants', detail: expect.stringContaining('demandez à la structure') },
      errors: [{ code: 'OutreachLinkedToBeneficiary', pointer: `/dependants/${linked}` }],
    });
    await send(`outreach/${theirs}/voids`, { eventId: linked, why: 'une autre' }, stranger);
    expect(await undone(registration!.eventId)).toHaveProperty('id');
  });

  it('is listed by its day, the latest first, and of one day the last recorded, page after page', async () => {
    const alone = await signInAs(spec.owner, { role: 'operator' });
    const noting = async (occurredOn: string, ms: number): Promise<string> => {
      const { id } = (await send('outreach', { ...MET, occurredOn }, alone)).json();
      await spec.catchUp();
      await spec.owner.query('UPDATE read.outreach_encounters SET recorded_ms = $2 WHERE outreach = $1', [id, ms]);
      return id;
    };
    const [morning, evening] = [await noting('2026-11-02', 1), await noting('2026-11-02', 3)];
    const [noon, before] = [await noting('2026-11-02', 2), await noting('2026-11-01', 4)];
    const pages: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined && pages.length < 5;) {
      const page: { items: { id: string }[]; nextCursor?: string } = (
        await spec.read(`outreach?limit=1${cursor && `&cursor=${cursor}`}`, alone)
      ).json();
      pages.push(page.items[0]!.id);
      expect(page.items[0]).not.toHaveProperty('recordedAt');
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([evening, noon, morning, before]);
  });

  it('is asked for by itself, which names in the access journal nobody else', async () => {
    const [person, other] = [await registered(), await registered()];
    const [anonymous, hers, another] = [await met(), await met(), await met()];
    await send(`outreach/${hers}/links`, { beneficiaryId: person });
    await send(`outreach/${another}/links`, { beneficiaryId: other });
    const one = (id: string, by = operator) => spec.read(`outreach/${id}`, by);
    const listed = (await list()).find(({ id }: { id: string }) => id === hers);
    const lines = noted.length;
    expect((await one(hers)).json()).toEqual(listed);
    expect(noted.slice(lines)).toMatchObject([{ subjects: [{ subject: person, reason: 'structure' }] }]);
    expect((await one(anonymous)).json()).toMatchObject({ id: anonymous, linked: false, beneficiaryId: null });
    expect(noted.at(-1)).toMatchObject({ subjects: [] });
    for (const gone of [await one(hers, stranger), await one(randomUUID())]) {
      expect(gone.json()).toMatchObject({ status: 404, code: 'outreach-unknown' });
    }
  });

  it('answers every role as the table of routes says', async () => {
    expect(await walkRoutes(spec.app, spec.owner)).toEqual([]);
  });
});
