import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { civilDateOf, type Uuid } from '@jalons/kernel';
import type { TestSession } from '../../../../test/policies/sign-in-as.js';
import { ON, openStepsRig, type StepsRig } from '../../../../test/support/steps-http.js';

describe('an orientation over HTTP', () => {
  let rig: StepsRig;
  beforeAll(async () => {
    rig = await openStepsRig();
  });
  afterAll(() => rig.close());

  const proposal = (toStructure: Uuid) => ({
    ...{ toStructure, scheme: 'iae', commonLaw: true, need: 'mobilite' },
    ...{ personAgreed: true, transfersReferent: false, sheet: { summary: 'Fiche' } },
  });
  const answer = (id: Uuid, orientation: Uuid, kind: string, form: object = {}, by?: TestSession) =>
    rig.step(id, `orientations/${orientation}/${kind}`, form, by);

  it('is withdrawn by its sender alone, or lapses', async () => {
    const { id } = await rig.opened();
    const receiver = await rig.place.addStructure();
    const partner = await rig.place.signIn(receiver);
    const withdrawn = await rig.done(id, 'orientations', proposal(receiver));
    expect((await answer(id, withdrawn, 'withdrawals', {}, partner)).json()).toMatchObject({
      code: 'not-the-sender',
    });
    expect((await answer(id, withdrawn, 'withdrawals')).statusCode).toBe(201);
    const lapsed = await rig.done(id, 'orientations', proposal(receiver));
    expect((await answer(id, lapsed, 'lapses', { reason: 'no-answer' })).statusCode).toBe(201);
    expect(await rig.last(id)).toMatchObject({ type: 'OrientationLapsed', data: { orientation: lapsed } });
  });

  it('is closed by its receiver, who says what came of it', async () => {
    const { id } = await rig.opened();
    const receiver = await rig.place.addStructure();
    const partner = await rig.place.signIn(receiver);
    const orientation = await rig.done(id, 'orientations', proposal(receiver));
    await answer(id, orientation, 'acceptances', {}, partner);
    await answer(id, orientation, 'starts', {}, partner);
    const outcome = { outcome: 'need-met' };
    expect((await answer(id, orientation, 'closings', outcome)).json()).toMatchObject({ code: 'not-the-receiver' });
    expect((await answer(id, orientation, 'closings', outcome, partner)).statusCode).toBe(201);
    expect(await rig.last(id)).toMatchObject({ type: 'OrientationClosed', data: { orientation, outcome: 'need-met' } });
  });

  it('keeps the exit back, with the list, until it ends in one way', async () => {
    const { id } = await rig.opened();
    const receiver = await rig.place.addStructure();
    const partner = await rig.place.signIn(receiver);
    const orientation = await rig.done(id, 'orientations', { ...proposal(receiver), transfersReferent: true });
    await answer(id, orientation, 'acceptances', {}, partner);
    const exit = { reason: 'moved', proof: { kind: 'none' } };
    expect((await rig.step(id, 'exits', exit)).json()).toMatchObject({
      ...{ status: 409, code: 'orientation-waiting' },
      errors: [{ pointer: `/orientations/${orientation}`, code: 'orientation-waiting' }],
    });
    expect((await answer(id, orientation, 'withdrawals')).statusCode).toBe(201);
    await rig.done(id, 'exits', exit);
    expect((await answer(id, orientation, 'starts', {}, partner)).json()).toMatchObject({ code: 'parcours-unknown' });
  });

  it('tells nobody new of a person who objects to it', async () => {
    const { id, person } = await rig.opened();
    const receiver = await rig.place.addStructure();
    const partner = await rig.place.signIn(receiver);
    const on = civilDateOf('2026-11-10');
    const before = [await rig.done(id, 'orientations', proposal(receiver))];
    before.push(await rig.done(id, 'orientations', proposal(receiver)));
    await answer(id, before[1]!, 'acceptances', {}, partner);
    await rig.place.tell(person, { type: 'RecordObjection', on, purpose: 'sharing' });
    const stopped = { status: 409, code: 'sharing-stopped' };
    expect((await rig.step(id, 'orientations', proposal(receiver))).json()).toMatchObject(stopped);
    const joining = { structure: receiver, role: 'Ateliers', supportKind: 'barrier' };
    expect((await rig.step(id, 'structure-joinings', joining)).json()).toMatchObject(stopped);
    expect((await answer(id, before[0]!, 'acceptances', {}, partner)).json()).toMatchObject(stopped);
    expect((await answer(id, before[1]!, 'starts', {}, partner)).json()).toMatchObject(stopped);
    const declined = await answer(id, before[0]!, 'declines', { by: 'structure', reason: 'no-place' }, partner);
    expect(declined.statusCode).toBe(201);
    expect((await answer(id, before[1]!, 'withdrawals')).statusCode).toBe(201);
    await rig.done(id, 'orientations', { ...proposal(receiver), personAgreed: false });
    const [objection] = (await rig.place.store.store.load(`beneficiary-${person}`)).slice(-1);
    await rig.place.tell(person, { type: 'WithdrawObjection', on, objection: objection!.eventId });
    await rig.done(id, 'orientations', proposal(receiver));
  });

  it('lets what is recorded be mended and nothing be added, while the processing is restricted', async () => {
    const { id, person, opening } = await rig.opened();
    const contact = { channel: 'phone', reached: 'person' };
    const entry = await rig.done(id, 'contact-attempts', contact);
    const on = civilDateOf('2026-11-10');
    await rig.place.tell(person, { type: 'RestrictProcessing', on, reason: 'exactitude contestée' });
    const refused = { status: 409, code: 'processing-restricted' };
    expect((await rig.step(id, 'contact-attempts', contact)).json()).toMatchObject(refused);
    expect((await rig.step(id, 'exits', { reason: 'moved', proof: { kind: 'none' } })).json()).toMatchObject(refused);
    const undated = { occurredOn: undefined };
    await rig.done(id, 'voids', { ...undated, eventId: entry, why: 'erreur' });
    const replacement = { occurredOn: '2026-11-01', entryChannel: 'walk-in' };
    await rig.done(id, 'corrections', {
      ...undated,
      eventId: opening,
      why: 'date fausse',
      type: 'ParcoursOpened',
      replacement,
    });
    const [restriction] = (await rig.place.store.store.load(`beneficiary-${person}`)).filter(
      ({ type }) => type === 'ProcessingRestricted',
    );
    await rig.place.tell(person, { type: 'LiftRestriction', on, restriction: restriction!.eventId });
    await rig.done(id, 'contact-attempts', contact);
  });

  it('picks a service that its receiver gives', async () => {
    const { id } = await rig.opened();
    const receiver = await rig.place.addStructure();
    const [offered, elsewhere] = [await rig.place.addService(receiver), await rig.place.addService(rig.structure)];
    const picking = async (service: Uuid) =>
      (await rig.step(id, 'orientations', { ...proposal(receiver), service })).json();
    expect(await picking(offered)).toMatchObject({ id: expect.any(String) });
    expect(await picking(elsewhere)).toMatchObject({ code: 'service-unknown', errors: [{ pointer: '/service' }] });
    expect(await picking(randomUUID())).toMatchObject({ code: 'service-unknown' });
    await rig.place.withdrawService(offered, ON);
    expect(await picking(offered)).toMatchObject({ code: 'service-withdrawn', errors: [{ pointer: '/service' }] });
  });

  it('passes the referent on only from the referent’s structure', async () => {
    const { id } = await rig.opened();
    const other = await rig.place.addStructure();
    const partner = await rig.place.signIn(other);
    await rig.done(id, 'structure-joinings', { structure: other, role: 'Ateliers', supportKind: 'barrier' });
    const transfer = { ...proposal(await rig.place.addStructure()), transfersReferent: true };
    expect((await rig.step(id, 'orientations', transfer, partner)).json()).toMatchObject({ code: 'not-the-referent' });
    await rig.done(id, 'orientations', transfer);
  });
});
