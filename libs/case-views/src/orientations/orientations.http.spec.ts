import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews, TODAY } from '../../../../test/support/case-views.js';
import { testId } from '../../../../test/support/given.js';
import * as told from '../../../../test/support/told.js';

const { AMINA, BRUNO, FIRST, SECOND, OTHERS, MISSION, PLIE, CCAS, TERRITORY } = told;

describe('orientations sent and received', () => {
  let rig: CaseViewsRig;
  let sender: TestSession;
  let receiver: TestSession;
  let coordinator: TestSession;
  let ids: Record<'accepted' | 'waiting' | 'started' | 'declined' | 'unasked', string>;

  beforeAll(async () => {
    rig = await openCaseViews();
    const operator = (structure: string) => signInAs(rig.owner, { role: 'operator', structure, territory: TERRITORY });
    sender = await operator(MISSION);
    receiver = await operator(PLIE);
    coordinator = await signInAs(rig.owner, { role: 'coordinator', structure: randomUUID(), territory: TERRITORY });
    await rig.name(MISSION, 'Mission locale d’exemple');
    await rig.name(PLIE, 'PLIE d’exemple');
    await rig.name(CCAS, 'CSAPA d’exemple', true);
    await rig.fold(orientations());
  });

  afterAll(() => rig.close());

  const log = new told.Told();

  /** All from MISSION: to PLIE accepted, waiting, started and declined; to CCAS without agreement. */
  function orientations() {
    const atPlie = { structure: PLIE };
    log.person(AMINA, told.registration('Amina'));
    log.person(BRUNO, told.registration('Bruno'));
    log.step(FIRST, told.opening(AMINA), '2026-02-01');
    log.step(OTHERS, told.opening(BRUNO), '2026-02-01');
    const accepted = log.step(FIRST, told.proposal(PLIE, { need: 'mobilite' }), '2026-03-01');
    log.step(FIRST, { type: 'OrientationAccepted', data: { orientation: accepted } }, '2026-03-05', atPlie);
    const waiting = log.step(FIRST, told.proposal(PLIE, { scheme: 'cej' }), '2026-03-31');
    const started = log.step(OTHERS, told.proposal(PLIE), '2026-02-10');
    log.step(OTHERS, { type: 'OrientationStarted', data: { orientation: started } }, '2026-02-20', atPlie);
    log.step(
      OTHERS,
      { type: 'OrientationClosed', data: { orientation: started, outcome: 'support-over' } } as never,
      '2026-03-20',
      atPlie,
    );
    const declined = log.step(OTHERS, told.proposal(PLIE), '2026-03-21');
    const why = { orientation: declined, by: 'structure', reason: 'no-place' } as const;
    log.step(OTHERS, { type: 'OrientationDeclined', data: why }, '2026-03-24', atPlie);
    const unasked = log.step(OTHERS, told.proposal(CCAS, { personAgreed: false }), '2026-03-25');
    ids = { accepted, waiting, started, declined, unasked };
    return log.log;
  }

  const get = (path: string, by: TestSession) => rig.app.inject({ url: `/api/v1/${path}`, headers: by.headers });
  const nameOf = (id: string) => Object.entries(ids).find(([, each]) => each === id)![0];

  async function walk(by: TestSession, query: string) {
    const found: string[] = [];
    let cursor = '';
    do {
      const answer = (await get(`orientations?limit=1&${query}${cursor}`, by)).json();
      found.push(...answer.items.map(({ orientationId }: { orientationId: string }) => nameOf(orientationId)));
      cursor = answer.next === undefined ? '' : `&cursor=${answer.next}`;
    } while (cursor !== '');
    return found;
  }

  it.each([
    ['received', 'waiting', ['accepted', 'waiting']],
    ['received', 'done', ['declined', 'started']],
    ['sent', 'waiting', []],
    ['sent', 'done', []],
  ])('the receiver walks those %s and %s', async (direction, state, expected) => {
    expect(await walk(receiver, `direction=${direction}&state=${state}`)).toEqual(expected);
  });

  it.each([
    ['sent', 'waiting', ['accepted', 'unasked', 'waiting']],
    ['sent', 'done', ['declined', 'started']],
    ['received', 'waiting', []],
  ])('the sender walks those %s and %s', async (direction, state, expected) => {
    expect(await walk(sender, `direction=${direction}&state=${state}`)).toEqual(expected);
  });

  it('say how long each has waited, and for what', async () => {
    expect(TODAY).toBe('2026-04-10');
    const { items } = (await get('orientations', receiver)).json();
    expect(items).toEqual([
      {
        ...{ orientationId: ids.accepted, proposalId: ids.accepted, parcoursId: FIRST, beneficiaryId: AMINA },
        displayName: 'Amina E.',
        from: { id: MISSION, name: 'Mission locale d’exemple' },
        to: { id: PLIE, name: 'PLIE d’exemple' },
        ...{ scheme: 'plie', transfersReferent: true, personAgreed: true },
        ...{ proposedOn: '2026-03-01', acceptedOn: '2026-03-05', startedOn: null, endedOn: null, ending: null },
        ...{ waitsFor: 'start', daysWaited: 40 },
      },
      expect.objectContaining({ orientationId: ids.waiting, waitsFor: 'answer', daysWaited: 10 }),
    ]);
    const done = (await get('orientations?state=done', receiver)).json().items;
    expect(done).toMatchObject([
      { ending: 'OrientationDeclined', waitsFor: null, daysWaited: 3, endedOn: '2026-03-24' },
      { ending: 'OrientationClosed', waitsFor: null, daysWaited: 10 },
    ]);
  });

  it('name to a receiver whom it may know, and no longer whom it declined', async () => {
    expect((await get('orientations?state=done', receiver)).json().items[0].displayName).toBe('Dossier 00000013');
    expect(await rig.linesOf(AMINA)).toContainEqual({
      ...{ professional: receiver.professional, role: 'operator', structure: PLIE },
      ...{ action: 'orientations', reason: 'orientation' },
    });
  });

  it('are those of the territory for its coordinator, by number', async () => {
    expect(await walk(coordinator, 'state=waiting')).toEqual(['accepted', 'unasked', 'waiting']);
    const answer = await get('orientations', coordinator);
    expect(answer.body).not.toMatch(/Amina|Bruno|CSAPA/);
    const one = (await get(`orientations/${ids.accepted}`, coordinator)).json();
    expect([one.displayName, one.data]).toEqual(['Dossier 00000011', {}]);
  });

  it('give the receiver the sheet that it decides on, while it has to', async () => {
    const one = await get(`orientations/${ids.waiting}`, receiver);
    expect(one.json()).toMatchObject({
      ...{ orientationId: ids.waiting, displayName: 'Amina E.', waitsFor: 'answer' },
      data: { need: 'mobilite', commonLaw: true, sheet: { summary: 'Cherche un emploi' } },
    });
    expect(await rig.linesOf(AMINA)).toContainEqual(
      expect.objectContaining({ professional: receiver.professional, action: 'orientation', reason: 'orientation' }),
    );
    expect((await get(`orientations/${ids.declined}`, receiver)).json().data).toEqual({});
    expect((await get(`orientations/${ids.declined}`, sender)).json().data.sheet).toBeDefined();
  });

  it('answer like an unknown one what is not open', async () => {
    const stranger = await signInAs(rig.owner, { role: 'operator' });
    const unasked = await signInAs(rig.owner, { role: 'operator', structure: CCAS });
    for (const [by, id] of [
      [stranger, ids.waiting],
      [unasked, ids.unasked],
      [receiver, ids.unasked],
      [receiver, testId(999)],
    ] as const) {
      expect((await get(`orientations/${id}`, by)).json()).toMatchObject({ status: 404, code: 'orientation-unknown' });
    }
  });

  it('stay unseen while the journal cannot be written', async () => {
    rig.journalIsDown = true;
    for (const path of ['orientations', `orientations/${ids.waiting}`]) {
      expect((await get(path, receiver)).json()).toMatchObject({ status: 503, code: 'journal-unavailable' });
    }
    rig.journalIsDown = false;
  });

  it('are asked for in words that exist', async () => {
    expect((await get('orientations?direction=lost', receiver)).statusCode).toBe(422);
    expect((await get('orientations?state=lost', receiver)).statusCode).toBe(422);
  });

  it('wait no more for their receiver once the parcours is exited, and for their sender to take them back', async () => {
    const from = log.log.length;
    log.step(FIRST, { type: 'ParcoursExited', data: { reason: 'moved', proof: { kind: 'none' } } }, '2026-04-08');
    await rig.fold(log.log.slice(from));
    expect(await walk(receiver, 'state=waiting')).toEqual([]);
    expect(await walk(receiver, 'state=done')).toEqual(['waiting', 'declined', 'accepted', 'started']);
    const over = (await get(`orientations/${ids.waiting}`, receiver)).json();
    expect(over).toMatchObject({ waitsFor: 'withdrawal', displayName: 'Dossier 00000011', data: {} });
    expect(await walk(sender, 'direction=sent&state=waiting')).toEqual(['accepted', 'unasked', 'waiting']);
    expect(await walk(coordinator, 'state=waiting')).toEqual(['accepted', 'unasked', 'waiting']);
    const ended = log.log.length;
    log.step(FIRST, { type: 'OrientationWithdrawn', data: { orientation: ids.accepted } }, '2026-04-09');
    await rig.fold(log.log.slice(ended));
    expect(await walk(sender, 'direction=sent&state=waiting')).toEqual(['unasked', 'waiting']);
    expect((await get(`orientations/${ids.accepted}`, sender)).json()).toMatchObject({
      ...{ waitsFor: null, ending: 'OrientationWithdrawn', endedOn: '2026-04-09' },
    });
  });

  it('wait, once the parcours is exited without their sender, for who took part that day to end them', async () => {
    const from = log.log.length;
    const membership = log.step(SECOND, told.opening(AMINA), '2026-02-01');
    const joined = { structure: CCAS, role: 'Relais', supportKind: 'global' };
    log.step(SECOND, { type: 'StructureJoined', data: joined }, '2026-02-02');
    const behind = log.step(SECOND, told.proposal(PLIE), '2026-02-03');
    log.step(SECOND, { type: 'StructureLeft', data: { membership, reason: 'other' } }, '2026-02-10');
    const exit = { reason: 'moved', proof: { kind: 'none' } };
    log.step(SECOND, { type: 'ParcoursExited', data: exit }, '2026-03-01', { structure: CCAS });
    await rig.fold(log.log.slice(from));
    Object.assign(ids, { behind });
    const last = await signInAs(rig.owner, { role: 'operator', structure: CCAS, territory: TERRITORY });
    expect(await walk(last, 'direction=sent&state=waiting')).toEqual(['behind']);
    expect(await walk(last, 'direction=received&state=waiting')).toEqual([]);
    expect(await walk(sender, 'direction=sent&state=waiting')).not.toContain('behind');
    expect((await get('orientations?direction=sent', last)).json().items).toMatchObject([{ waitsFor: 'withdrawal' }]);
    const ended = log.log.length;
    const lapse = { orientation: behind, reason: 'no-answer' } as const;
    log.step(SECOND, { type: 'OrientationLapsed', data: lapse }, '2026-04-09', { structure: CCAS });
    await rig.fold(log.log.slice(ended));
    expect(await walk(last, 'direction=sent&state=waiting')).toEqual([]);
    expect(await walk(coordinator, 'state=waiting')).not.toContain('behind');
  });
});
