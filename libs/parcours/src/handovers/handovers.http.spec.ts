import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';
import type { TestSession } from '../../../../test/policies/sign-in-as.js';
import { openInstallation, type Installation } from '../../../../test/support/installation.js';
import { openParcoursApp, type ParcoursApp } from '../../../../test/support/parcours-http.js';

const ON = '2026-11-20';
const PROPOSAL = {
  ...{ scheme: 'iae', commonLaw: true, need: 'mobilite', personAgreed: true, transfersReferent: false },
  sheet: { summary: 'Fiche' },
};

describe('handing a portfolio over', () => {
  let place: Installation;
  let process: ParcoursApp;
  let structure: Uuid;
  let leaving: TestSession;
  let staying: TestSession;
  let manager: TestSession;

  beforeAll(async () => {
    place = await openInstallation();
    process = await openParcoursApp(place.database.urls, place.secretsFolder);
    structure = await place.addStructure();
    leaving = await place.signIn(structure);
    staying = await place.signIn(structure);
    manager = await place.signIn(structure, 'structure-manager');
  });

  afterAll(async () => {
    await process.close();
    await place.close();
  });

  const post = async (path: string, payload: object, by: TestSession, key: string = randomUUID()) =>
    process.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      payload,
      headers: { ...by.headers, 'idempotency-key': key },
    });
  const opened = async (by = leaving): Promise<Uuid> => {
    const person = await place.addPerson(structure);
    const body = { entryChannel: 'walk-in', occurredOn: '2026-11-02' };
    return (await post(`beneficiaries/${person}/parcours`, body, by)).json().id;
  };
  const handover = (parcours: readonly Uuid[], changes: object = {}) => ({
    ...{ from: leaving.professional, to: staying.professional, occurredOn: ON, parcours },
    ...changes,
  });
  const lastOf = async (id: Uuid) => (await place.store.store.load(`parcours-${id}`)).at(-1);

  it('passes each case to the new referent on that day, one command each, and says what came of it', async () => {
    const cases = [await opened(), await opened(), await opened()];
    const answer = await post('handovers', handover(cases, { note: 'Congé' }), leaving);
    expect(answer.json()).toMatchObject({ handedOver: 3, refused: 0, postponed: 0 });
    expect(answer.json().items).toEqual(
      cases.map((parcoursId) => ({ parcoursId, status: 'handed-over', repeated: false })),
    );
    expect(answer.headers['jalons-position']).toBe(answer.json().position);
    expect(answer.headers.etag).toBeUndefined();
    for (const id of cases) {
      expect((await place.store.store.load(`parcours-${id}`)).slice(-2)).toMatchObject([
        { type: 'ReferentReleased', occurredOn: ON, actor: leaving.professional },
        { type: 'ReferentAssigned', occurredOn: ON, data: { professional: staying.professional, note: 'Congé' } },
      ]);
    }
  });

  it('goes on where one case is refused; a repeated request changes nothing more', async () => {
    const cases = [await opened(), await opened(staying), randomUUID(), await opened()];
    const key = randomUUID();
    const body = handover(cases);
    const report = (await post('handovers', body, leaving, key)).json();
    expect(report).toMatchObject({ handedOver: 2, refused: 2 });
    expect(report.items).toMatchObject([
      { status: 'handed-over' },
      { status: 'refused', code: 'already-referent', message: expect.any(String) },
      { status: 'refused', code: 'parcours-unknown' },
      { status: 'handed-over' },
    ]);
    const again = (await post('handovers', body, leaving, key)).json();
    expect(again.items).toMatchObject([
      { status: 'handed-over', repeated: true },
      { status: 'refused' },
      { status: 'refused' },
      { status: 'handed-over', repeated: true },
    ]);
    const other = await post('handovers', { ...body, to: manager.professional }, leaving, key);
    expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  it('takes nobody’s case but that of who hands over, on that day', async () => {
    const id = await opened(staying);
    const report = (await post('handovers', handover([id], { to: manager.professional }), leaving)).json();
    expect(report.items).toMatchObject([{ status: 'refused', code: 'referent-changed' }]);
    expect(await lastOf(id)).toMatchObject({ data: { professional: staying.professional } });
  });

  it('is for one’s own cases, or a member’s by the manager; to a colleague who follows people there', async () => {
    const id = await opened();
    expect((await post('handovers', handover([id]), staying)).json()).toMatchObject({
      status: 403,
      code: 'not-your-portfolio',
    });
    const stranger = await place.signIn(await place.addStructure(), 'structure-manager');
    expect((await post('handovers', handover([id]), stranger)).json().items).toMatchObject([
      { status: 'refused', code: 'parcours-unknown' },
    ]);
    const elsewhere = handover([id], { to: stranger.professional });
    expect((await post('handovers', elsewhere, manager)).json().items).toMatchObject([
      { status: 'refused', code: 'professional-elsewhere' },
    ]);
    expect((await post('handovers', handover([id]), manager)).json()).toMatchObject({ handedOver: 1 });
  });

  it('still hands back once the seat of the structure has ended', async () => {
    const partner = await place.addStructure();
    const taking = await place.signIn(partner);
    const ending = await place.addStructure();
    const theirs = await place.signIn(ending);
    const person = await place.addPerson(ending);
    const body = { entryChannel: 'walk-in', occurredOn: '2026-11-02' };
    const id = (await post(`beneficiaries/${person}/parcours`, body, theirs)).json().id;
    const joining = { structure: partner, role: 'Relais', supportKind: 'global', occurredOn: '2026-11-10' };
    await post(`parcours/${id}/steps/structure-joinings`, joining, theirs);
    await place.endSeat(ending, '2026-11-15');
    const contact = { channel: 'phone', reached: 'person', occurredOn: '2026-11-12' };
    expect((await post(`parcours/${id}/steps/contact-attempts`, contact, theirs)).json()).toMatchObject({
      code: 'seat-needed',
    });
    const passing = { from: theirs.professional, to: taking.professional, toStructure: partner, occurredOn: ON };
    expect((await post('handovers', { ...passing, parcours: [id] }, theirs)).json()).toMatchObject({ handedOver: 1 });
  });

  it('ends what waits for a structure, or from it, and what nobody takes over, once its seat has ended', async () => {
    const ending = await place.addStructure();
    const theirs = await place.signIn(ending);
    const partner = await place.addStructure();
    const others = await place.signIn(partner);
    const opened = async (structure: Uuid, by: TestSession) => {
      const body = { entryChannel: 'walk-in', occurredOn: '2026-01-05' };
      return (await post(`beneficiaries/${await place.addPerson(structure)}/parcours`, body, by)).json().id as Uuid;
    };
    const step = async (id: Uuid, route: string, body: object, by: TestSession) =>
      (await post(`parcours/${id}/steps/${route}`, { occurredOn: '2026-02-02', ...body }, by)).json();
    const proposed = async (id: Uuid, toStructure: Uuid, by: TestSession) =>
      (await step(id, 'orientations', { ...PROPOSAL, toStructure }, by)).id as Uuid;
    const own = await opened(ending, theirs);
    const sent = await proposed(own, partner, theirs);
    const foreign = await opened(partner, others);
    const [declined, lapsed] = [await proposed(foreign, ending, others), await proposed(foreign, ending, others)];
    await step(foreign, `orientations/${lapsed}/acceptances`, {}, theirs);
    const left = await opened(ending, theirs);
    const exit = (await step(left, 'exits', { reason: 'moved', proof: { kind: 'none' } }, theirs)).id;
    await place.endSeat(ending, '2026-11-15');
    const taken = { id: expect.any(String) };
    const refusal = { by: 'structure', reason: 'no-place' };
    expect(await step(own, `orientations/${sent}/withdrawals`, {}, theirs)).toMatchObject(taken);
    const accepting = await step(foreign, `orientations/${declined}/acceptances`, {}, theirs);
    expect(accepting).toMatchObject({ code: 'seat-needed' });
    expect(await step(foreign, `orientations/${declined}/declines`, refusal, theirs)).toMatchObject(taken);
    expect(await step(foreign, `orientations/${lapsed}/lapses`, { reason: 'no-answer' }, theirs)).toMatchObject(taken);
    const moved = { reason: 'moved', proof: { kind: 'none' }, occurredOn: '2026-03-02' };
    expect(await step(own, 'exits', moved, theirs)).toMatchObject(taken);
    const sixMonths = { exit, notReached: true, occurredOn: '2026-08-03' };
    expect(await step(left, 'six-month-situations', sixMonths, theirs)).toMatchObject(taken);
  });

  it('refuses a list that is empty, repeats a case or is too long, naming it', async () => {
    const id = randomUUID();
    for (const parcours of [[], [id, id], Array.from({ length: 501 }, () => randomUUID()), ['x']]) {
      const answer = await post('handovers', handover(parcours), leaving);
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/parcours' }] });
    }
  });
});
