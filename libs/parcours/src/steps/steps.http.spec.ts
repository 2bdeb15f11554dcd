import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import type { TestSession } from '../../../../test/policies/sign-in-as.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { openParcoursApp, type ParcoursApp } from '../../../../test/support/parcours-http.js';

const UNKNOWN = { status: 404, code: 'parcours-unknown' };
const CONTACT = { channel: 'phone', reached: 'person', occurredOn: '2026-11-20' };
const EXIT = { reason: 'moved', proof: { kind: 'none' }, occurredOn: '2026-11-22' };

describe('the steps of a parcours over HTTP', () => {
  let place: Installation;
  let process: ParcoursApp;
  let sender: Uuid;
  let receiver: Uuid;
  let operator: TestSession;
  let partner: TestSession;
  let stranger: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    process = await openParcoursApp(place.database.urls, place.secretsFolder);
    sender = await place.addStructure();
    receiver = await place.addStructure();
    operator = await place.signIn(sender);
    partner = await place.signIn(receiver);
    stranger = await place.signIn(await place.addStructure());
  });

  afterAll(async () => {
    await process.close();
    await place.close();
  });

  type Sending = { by?: TestSession; key?: string; headers?: Record<string, string> };
  const post = (path: string, payload: object, { by = operator, key = randomUUID(), headers = {} }: Sending = {}) =>
    process.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      payload,
      headers: { ...by.headers, 'idempotency-key': key, ...headers },
    });
  const step = (id: Uuid, kind: string, payload: object, sending?: Sending) =>
    post(`parcours/${id}/steps/${kind}`, payload, sending);
  const opened = async (): Promise<{ id: Uuid; person: Uuid; opening: Uuid; assignment: Uuid }> => {
    const person = await place.addPerson(sender);
    const body = { entryChannel: 'walk-in', occurredOn: '2026-11-02' };
    const { id, eventIds } = (await post(`beneficiaries/${person}/parcours`, body)).json();
    return { id, person, opening: eventIds[0], assignment: eventIds[1] };
  };
  const typesOf = async (stream: `${string}-${string}`) =>
    (await place.store.store.load(stream)).map(({ type }) => type);
  const proposal = (changes: object = {}) => ({
    ...{ toStructure: receiver, scheme: 'iae', commonLaw: true, need: 'mobilite' },
    ...{ personAgreed: true, transfersReferent: true, sheet: { summary: 'Fiche' }, occurredOn: '2026-11-10' },
    ...changes,
  });

  it('answers with what it recorded, where, and the same to a retry', async () => {
    const { id } = await opened();
    const key = randomUUID();
    const answer = await step(id, 'contact-attempts', { ...CONTACT, time: '09:30', note: 'Message laissé' }, { key });
    expect(answer.statusCode).toBe(201);
    const body = answer.json();
    expect(body).toMatchObject({ id: body.eventIds[0], revision: 2, repeated: false });
    expect(answer.headers).toMatchObject({ 'jalons-position': body.position, etag: '"r2"' });
    const again = await step(id, 'contact-attempts', { ...CONTACT, time: '09:30', note: 'Message laissé' }, { key });
    expect(again.json()).toEqual({ ...body, repeated: true });
    const events = await place.store.store.load(`parcours-${id}`);
    expect(events[2]).toMatchObject({
      type: 'ContactAttempted',
      occurredOn: '2026-11-20',
      at: { time: '09:30', zone: 'Europe/Paris' },
      data: { channel: 'phone', reached: 'person', note: 'Message laissé' },
      ...{ actor: operator.professional, structure: sender, territory: place.territory },
    });
  });

  it('refuses what was decided on an older state', async () => {
    const { id } = await opened();
    await step(id, 'contact-attempts', CONTACT, { headers: { 'if-match': '"r1"' } });
    const stale = await step(id, 'contact-attempts', CONTACT, { headers: { 'if-match': '"r1"' } });
    expect(stale.json()).toMatchObject({ status: 409, code: 'stale-revision' });
  });

  it('refuses a body nested beyond measure, as what it is', async () => {
    const { id } = await opened();
    const payload = `{"channel":${'['.repeat(120_000)}${']'.repeat(120_000)}}`;
    const answer = await process.app.inject({
      ...{ method: 'POST', url: `/api/v1/parcours/${id}/steps/contact-attempts`, payload },
      headers: { ...operator.headers, 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ code: 'too-deep' }]);
  });

  it('leaves the person free for another parcours where it refuses to open one again on an older state', async () => {
    const { id, person } = await opened();
    const exit = (await step(id, 'exits', { ...EXIT, occurredOn: '2026-11-10' })).json().id;
    const asked = { exit, occurredOn: '2026-11-12' };
    const stale = await step(id, 'reopenings', asked, { headers: { 'if-match': '"r0"' } });
    expect(stale.json()).toMatchObject({ status: 409, code: 'stale-revision' });
    const body = { entryChannel: 'walk-in', occurredOn: '2026-11-12' };
    expect((await post(`beneficiaries/${person}/parcours`, body)).statusCode).toBe(201);
  });

  it('tells nobody else that a record is there, nor how many entries it has', async () => {
    const { id } = await opened();
    for (const match of ['"r0"', '"r1"', '"r7"', '*']) {
      const sending = { by: stranger, headers: { 'if-match': match } };
      for (const parcours of [id, randomUUID()]) {
        expect((await step(parcours, 'contact-attempts', CONTACT, sending)).json()).toMatchObject(UNKNOWN);
      }
    }
  });

  it('names the field to mend, in the shape of the form and by the rules of the decider', async () => {
    const { id } = await opened();
    const pointers = async (kind: string, payload: object) =>
      (await step(id, kind, payload)).json().errors.map((error: { pointer: string }) => error.pointer);
    expect(await pointers('contact-attempts', { ...CONTACT, channel: 'x' })).toEqual(['/channel']);
    expect(await pointers('contact-attempts', { ...CONTACT, time: '9h' })).toEqual(['/time']);
    expect(await pointers('exits', { ...EXIT, proof: { kind: 'contract' } })).toEqual(['/proof/on']);
    expect(await pointers('orientations', proposal({ sheet: {} }))).toEqual(expect.arrayContaining(['/sheet/summary']));
    expect(await pointers('orientations', proposal({ toStructure: randomUUID() }))).toEqual(['/toStructure']);
    const job = { contract: 'permanent', weeklyHours: 'x', signedOn: 'unknown', occurredOn: '2026-11-20' };
    expect(await pointers('job-starts', job)).toEqual(expect.arrayContaining(['/weeklyHours']));
  });

  it('goes from a training and a job to the exit; a step may be told before, not after it', async () => {
    const { id } = await opened();
    const training = await step(id, 'training-starts', {
      ...{ title: 'Propreté', provider: { label: 'Greta' }, qualifying: true },
      ...{ expectedEnd: '2026-11-12', occurredOn: '2026-11-04' },
    });
    const completion = { training: training.json().id, occurredOn: '2026-11-12' };
    expect((await step(id, 'training-completions', completion)).statusCode).toBe(201);
    const job = await step(id, 'job-starts', {
      ...{ contract: 'fixed-term', weeklyHours: 'unknown', employer: { label: 'Restaurant' } },
      ...{ signedOn: 'unknown', expectedEnd: 'unknown', occurredOn: '2026-11-15' },
    });
    const end = { job: job.json().id, reason: 'term', occurredOn: '2026-11-18' };
    expect((await step(id, 'job-ends', end)).statusCode).toBe(201);
    expect((await step(id, 'exits', EXIT)).statusCode).toBe(201);
    expect((await step(id, 'job-starts', { ...jobOn('2026-11-23') })).json()).toMatchObject({
      status: 409,
      code: 'step-after-exit',
    });
    expect((await step(id, 'job-starts', { ...jobOn('2026-11-21') })).statusCode).toBe(201);
    expect((await step(id, 'contact-attempts', { ...CONTACT, occurredOn: '2026-11-24' })).statusCode).toBe(201);
  });

  const jobOn = (occurredOn: string) => ({
    contract: 'permanent',
    weeklyHours: 24.5,
    signedOn: occurredOn,
    occurredOn,
  });

  it('hands the person over: proposed by one, accepted and started by the other, who becomes the referent', async () => {
    const { id } = await opened();
    const orientation = (await step(id, 'orientations', proposal())).json().id as Uuid;
    const on = (kind: string) => `orientations/${orientation}/${kind}`;
    expect((await step(id, on('acceptances'), { occurredOn: '2026-11-12' })).json()).toMatchObject({
      status: 403,
      code: 'not-the-receiver',
    });
    const byPartner = { by: partner };
    expect((await step(id, on('acceptances'), { occurredOn: '2026-11-12' }, byPartner)).statusCode).toBe(201);
    expect((await step(id, 'contact-attempts', CONTACT, byPartner)).json()).toMatchObject(UNKNOWN);
    const started = await step(id, on('starts'), { occurredOn: '2026-11-16' }, byPartner);
    expect(started.json()).toMatchObject({ id: started.json().eventIds[0] });
    expect((await typesOf(`parcours-${id}`)).slice(-4)).toEqual([
      'OrientationStarted',
      'StructureJoined',
      'ReferentReleased',
      'ReferentAssigned',
    ]);
    expect((await step(id, 'contact-attempts', CONTACT, byPartner)).statusCode).toBe(201);
    expect((await step(id, 'exits', EXIT)).json()).toMatchObject({ status: 403, code: 'not-the-referent' });
    expect((await step(id, 'exits', EXIT, byPartner)).json()).toMatchObject({
      status: 409,
      code: 'structure-still-active',
    });
  });

  it('an orientation is declined by its receiver; one without the person’s agreement is not open to it', async () => {
    const { id } = await opened();
    const propose = async (changes: object) => (await step(id, 'orientations', proposal(changes))).json().id as Uuid;
    const decline = { by: 'structure', reason: 'no-place', occurredOn: '2026-11-12' };
    const agreed = await propose({});
    expect((await step(id, `orientations/${agreed}/declines`, decline, { by: partner })).statusCode).toBe(201);
    const silent = await propose({ personAgreed: false });
    expect((await step(id, `orientations/${silent}/declines`, decline, { by: partner })).json()).toMatchObject(UNKNOWN);
  });

  it('the sender answers for a receiver without account, which is no receiver by itself', async () => {
    const { id } = await opened();
    const toStructure = await place.addStructure({ seat: false });
    const alone = proposal({ toStructure, transfersReferent: false });
    expect((await step(id, 'orientations', alone)).json()).toMatchObject({ code: 'receiver-without-seat' });
    const behalf = { ...alone, onBehalfOf: { label: 'Association du quartier' } };
    const orientation = (await step(id, 'orientations', behalf)).json().id as Uuid;
    const accepted = await step(id, `orientations/${orientation}/acceptances`, { occurredOn: '2026-11-12' });
    expect(accepted.statusCode).toBe(201);
    expect((await step(id, `orientations/${orientation}/starts`, { occurredOn: '2026-11-13' })).json()).toMatchObject({
      eventIds: [expect.any(String)],
    });
  });

  it('is closed to those who take no part, and to a structure without a seat', async () => {
    const { id, opening } = await opened();
    expect((await step(id, 'contact-attempts', CONTACT, { by: stranger })).json()).toMatchObject(UNKNOWN);
    const mistake = { eventId: opening, why: 'x' };
    expect((await step(id, 'voids', mistake, { by: stranger })).json()).toMatchObject(UNKNOWN);
    expect((await step(randomUUID(), 'contact-attempts', CONTACT)).json()).toMatchObject(UNKNOWN);
  });

  describe('voiding', () => {
    it('is refused with the list of what depends on the entry', async () => {
      const { id } = await opened();
      const orientation = (await step(id, 'orientations', proposal())).json().id as Uuid;
      await step(id, `orientations/${orientation}/acceptances`, { occurredOn: '2026-11-12' }, { by: partner });
      const refused = await step(id, 'voids', { eventId: orientation, why: 'erreur' });
      expect(refused.json()).toMatchObject({ status: 409, code: 'entry-has-dependants' });
      expect(refused.json().errors).toMatchObject([{ code: 'OrientationAccepted' }]);
    });

    it('is for the structure that recorded the entry, or the referent’s', async () => {
      const { id } = await opened();
      const orientation = (await step(id, 'orientations', proposal())).json().id as Uuid;
      const byPartner = { by: partner };
      await step(id, `orientations/${orientation}/acceptances`, { occurredOn: '2026-11-12' }, byPartner);
      await step(id, `orientations/${orientation}/starts`, { occurredOn: '2026-11-16' }, byPartner);
      const theirs = (await step(id, 'contact-attempts', CONTACT, byPartner)).json().id;
      const mine = (await step(id, 'contact-attempts', CONTACT)).json().id;
      expect((await step(id, 'voids', { eventId: theirs, why: 'erreur' })).json()).toMatchObject({
        status: 403,
        code: 'not-your-entry',
      });
      expect((await step(id, 'voids', { eventId: mine, why: 'erreur' }, byPartner)).statusCode).toBe(201);
      expect((await step(id, 'voids', { eventId: theirs, why: 'erreur' }, byPartner)).statusCode).toBe(201);
    });

    it('an exit takes the slot again; refused while another parcours is open', async () => {
      const { id, person } = await opened();
      const exit = (await step(id, 'exits', EXIT)).json().id as Uuid;
      expect((await typesOf(`beneficiary-${person}`)).at(-1)).toBe('ParcoursSlotFreed');
      const key = randomUUID();
      expect((await step(id, 'voids', { eventId: exit, why: 'erreur' }, { key })).statusCode).toBe(201);
      expect((await step(id, 'voids', { eventId: exit, why: 'erreur' }, { key })).json().repeated).toBe(true);
      expect(await typesOf(`beneficiary-${person}`)).toEqual([
        ...['BeneficiaryRegistered', 'ParcoursSlotTaken', 'ParcoursSlotFreed', 'ParcoursSlotTaken'],
      ]);
      const second = (await step(id, 'exits', EXIT)).json().id as Uuid;
      const body = { entryChannel: 'walk-in', occurredOn: '2026-11-23' };
      expect((await post(`beneficiaries/${person}/parcours`, body)).statusCode).toBe(201);
      expect((await step(id, 'voids', { eventId: second, why: 'erreur' })).json()).toMatchObject({
        status: 409,
        code: 'parcours-already-open',
      });
      expect((await typesOf(`parcours-${id}`)).at(-1)).toBe('ParcoursExited');
    });

    it('an opening gives the slot back', async () => {
      const { id, person, opening, assignment } = await opened();
      await step(id, 'voids', { eventId: assignment, why: 'doublon' });
      expect((await step(id, 'voids', { eventId: opening, why: 'doublon' })).statusCode).toBe(201);
      const body = { entryChannel: 'walk-in', occurredOn: '2026-11-02' };
      expect((await post(`beneficiaries/${person}/parcours`, body)).statusCode).toBe(201);
    });
  });
});
