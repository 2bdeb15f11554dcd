import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews } from '../../../../test/support/case-views.js';
import { testId } from '../../../../test/support/given.js';
import { Listening } from '../../../../test/support/listening.js';
import * as told from '../../../../test/support/told.js';

const { AMINA, BRUNO, FIRST, OTHERS, MISSION, PLIE, CCAS, TERRITORY } = told;

describe('live events over HTTP', () => {
  let rig: CaseViewsRig;
  let url: string;
  const log = new told.Told();
  const opened: Listening[] = [];
  let atMission: TestSession;
  let atPlie: TestSession;
  let coordinator: TestSession;

  beforeAll(async () => {
    rig = await openCaseViews();
    await rig.app.listen(0, '127.0.0.1');
    url = `${await rig.app.getUrl()}/api/v1/live`;
    atMission = await operator(MISSION);
    atPlie = await operator(PLIE);
    coordinator = await signInAs(rig.owner, { role: 'coordinator', structure: randomUUID(), territory: TERRITORY });
    log.person(AMINA, told.registration('Amina'));
    log.person(BRUNO, told.registration('Bruno'));
    log.step(FIRST, told.opening(AMINA), '2026-02-01');
    const ofCcas = told.opening(BRUNO);
    log.step(OTHERS, { ...ofCcas, data: { ...ofCcas.data, structure: CCAS } } as typeof ofCcas, '2026-02-01', {
      structure: CCAS,
    });
    await rig.fold(log.log);
  });

  afterAll(async () => {
    for (const each of opened) each.close();
    await rig.close();
  });

  const operator = (structure: string) => signInAs(rig.owner, { role: 'operator', structure, territory: TERRITORY });

  async function listen(by: TestSession, lastHeard?: string): Promise<Listening> {
    const headers = { ...by.headers, ...(lastHeard !== undefined && { 'last-event-id': lastHeard }) };
    const listening = await Listening.open(url, headers);
    opened.push(listening);
    return listening;
  }

  async function happens(tell: () => void): Promise<void> {
    const next = log.log.length;
    tell();
    await rig.fold(log.log.slice(next));
  }

  const contact = () =>
    happens(() =>
      log.step(FIRST, { type: 'ContactAttempted', data: { channel: 'phone', reached: 'person' } }, '2026-03-01'),
    );

  it('tell each session what it may see, as soon as the read models show it, and nothing personal', async () => {
    const [operator, stranger, overall] = [
      await listen(atMission),
      await listen(await signInAs(rig.owner, { role: 'operator' })),
      await listen(coordinator),
    ];
    expect(operator.type).toBe('text/event-stream; charset=utf-8');
    for (const each of [operator, stranger, overall]) expect(await each.next()).toMatchObject({ event: 'ready' });
    await contact();
    const changed = { event: 'changed', id: log.log.at(-1)!.position, data: { cases: [FIRST], orientations: [] } };
    expect(await operator.next()).toEqual(changed);
    expect(await overall.next()).toEqual(changed);
    await happens(() => log.person(BRUNO, { type: 'ProfileUpdated', data: { familyName: 'Autre' } }));
    expect((await overall.next()).data).toEqual({ cases: [OTHERS], orientations: [] });
    expect([stranger.waiting, operator.waiting]).toEqual([0, 0]);
    expect(overall.text).not.toMatch(/Amina|Bruno|Autre|Exemple/);
  });

  it('tell a receiver of an orientation before it may see the case, and both once it has met the person', async () => {
    const receiver = await listen(atPlie);
    await receiver.next();
    let orientation = '';
    await happens(() => (orientation = log.step(FIRST, told.proposal(PLIE), '2026-03-02')));
    expect((await receiver.next()).data).toEqual({ cases: [], orientations: [orientation] });
    await happens(() =>
      log.step(FIRST, { type: 'OrientationStarted', data: { orientation } }, '2026-03-03', { structure: PLIE }),
    );
    expect((await receiver.next()).data).toEqual({ cases: [FIRST], orientations: [orientation] });
  });

  it('tell whoever declined nothing of what follows, and whoever has still to answer what concerns it', async () => {
    const [declining, waiting, sender] = [
      await listen(await operator(testId(51))),
      await listen(await operator(testId(52))),
      await listen(atMission),
    ];
    for (const each of [declining, waiting, sender]) await each.next();
    const news = async (each: Listening) => (await each.next()).data;
    const ofCase = { cases: [FIRST] };
    const asked: string[] = [];
    for (const each of [declining, waiting]) {
      const structure = each === declining ? testId(51) : testId(52);
      await happens(() => asked.push(log.step(FIRST, told.proposal(structure), '2026-03-03')));
      expect(await news(each)).toEqual({ cases: [], orientations: [asked.at(-1)] });
      expect(await news(sender)).toMatchObject(ofCase);
    }
    const declined = { orientation: asked[0]!, by: 'structure', reason: 'no-place' } as const;
    await happens(() =>
      log.step(FIRST, { type: 'OrientationDeclined', data: declined }, '2026-03-04', { structure: testId(51) }),
    );
    expect(await news(declining)).toEqual({ cases: [], orientations: [asked[0]] });
    expect(await news(sender)).toMatchObject(ofCase);
    await contact();
    expect(await news(sender)).toMatchObject(ofCase);
    const exit = { reason: 'moved', proof: { kind: 'none' } } as const;
    let exited = '';
    for (const tell of [
      () => log.person(AMINA, { type: 'ProfileUpdated', data: { familyName: 'Autre' } }),
      () => (exited = log.step(FIRST, { type: 'ParcoursExited', data: exit }, '2026-03-05')),
      () => log.step(FIRST, told.voids(exited) as never, '2026-03-05'),
    ]) {
      await happens(tell);
      expect(await news(waiting)).toEqual({ cases: [], orientations: [asked[1]] });
      expect(await news(sender)).toMatchObject(ofCase);
    }
    expect([declining, waiting].map((each) => each.waiting)).toEqual([0, 0]);
  });

  it('go on from what a browser heard last', async () => {
    const heard = log.log.at(-1)!.position;
    await contact();
    const back = await listen(atMission, heard);
    expect((await back.next()).data).toMatchObject({ cases: [FIRST] });
    const lost = await listen(atMission, 'not-a-position');
    expect((await lost.next()).event).toBe('ready');
  });

  it('end with the session, and are not for who has none', async () => {
    const by = await signInAs(rig.owner, { role: 'operator', structure: MISSION, territory: TERRITORY });
    const ending = await listen(by);
    await ending.next();
    const staying = await listen(atMission);
    await staying.next();
    await rig.owner.query('UPDATE auth.sessions SET ended_at = now() WHERE professional = $1', [by.professional]);
    // At once: nothing has changed for anybody, and the heartbeat is seconds away.
    expect((await ending.next()).event).toBe('signed-out');
    expect(staying.waiting).toBe(0);
    await ending.ended;
    await expect(Listening.open(url, by.headers)).rejects.toMatchObject({ status: 401 });
    await expect(Listening.open(url, {})).rejects.toMatchObject({ status: 401 });
    const dpo = await signInAs(rig.owner, { role: 'dpo' });
    await expect(Listening.open(url, dpo.headers)).rejects.toMatchObject({ status: 403 });
  });

  it('end with the mandate that showed cases', async () => {
    const by = await signInAs(rig.owner, { role: 'operator', structure: MISSION, territory: TERRITORY });
    const ending = await listen(by);
    await ending.next();
    await rig.owner.query(`UPDATE read.mandates SET held_until = '2020-01-02' WHERE professional = $1`, [
      by.professional,
    ]);
    await rig.owner.query(`SELECT pg_notify('jalons_checkpoints', 'mandates 0000000000000000001')`);
    expect((await ending.next()).event).toBe('signed-out');
    await ending.ended;
    await expect(Listening.open(url, by.headers)).rejects.toMatchObject({ status: 403 });
  });

  it('do not keep a session alive', async () => {
    const usedAt = async () =>
      (
        await rig.owner.query('SELECT last_used_at::text FROM auth.sessions WHERE professional = $1', [
          atPlie.professional,
        ])
      ).rows[0].last_used_at;
    const listening = await listen(atPlie);
    await listening.next();
    const before = await usedAt();
    await happens(() => log.step(FIRST, { type: 'SituationConfirmed', data: {} }, '2026-03-04'));
    await listening.next();
    expect(await usedAt()).toBe(before);
  });
});
