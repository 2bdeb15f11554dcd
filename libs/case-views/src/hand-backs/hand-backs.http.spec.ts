import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews } from '../../../../test/support/case-views.js';
import * as told from '../../../../test/support/told.js';

const { AMINA, BRUNO, CCAS, FIRST, INES, MISSION, OTHERS, PLIE, TERRITORY } = told;

describe('cases to hand back over HTTP', () => {
  let rig: CaseViewsRig;
  let atMission: TestSession;
  let atPlie: TestSession;
  let coordinator: TestSession;
  let received: string;

  beforeAll(async () => {
    rig = await openCaseViews();
    const role = 'operator' as const;
    atMission = await signInAs(rig.owner, { role, structure: MISSION, territory: TERRITORY });
    atPlie = await signInAs(rig.owner, { role, structure: PLIE, territory: TERRITORY });
    coordinator = await signInAs(rig.owner, { role: 'coordinator', territory: TERRITORY });
    await rig.name(MISSION, 'Mission locale');
    await rig.name(PLIE, 'PLIE');
    const log = new told.Told();
    log.person(AMINA, told.registration('Amina'));
    log.person(BRUNO, told.registration('Bruno'));
    log.step(FIRST, told.opening(AMINA), '2026-02-01');
    log.step(FIRST, told.assigned(INES), '2026-02-01');
    const joined = { structure: PLIE, role: 'Ateliers', supportKind: 'other' };
    log.step(FIRST, { type: 'StructureJoined', data: joined }, '2026-02-03');
    received = log.step(FIRST, told.proposal(CCAS), '2026-03-20');
    log.step(FIRST, told.proposal(CCAS, { personAgreed: false }), '2026-03-21');
    log.step(FIRST, told.proposal(CCAS, { onBehalfOf: { label: 'CCAS' } }), '2026-04-02');
    log.step(OTHERS, told.opening(BRUNO), '2026-02-01');
    log.step(OTHERS, told.assigned(INES), '2026-02-01');
    const exit = { reason: 'moved', proof: { kind: 'none' } };
    log.step(OTHERS, { type: 'ParcoursExited', data: exit }, '2026-03-01');
    await rig.fold(log.log);
    await seat(MISSION, null);
    await seat(PLIE, '2026-04-20');
  });

  afterAll(() => rig.close());

  async function seat(structure: string, until: string | null): Promise<void> {
    await rig.owner.query('DELETE FROM read.structure_seats WHERE structure = $1', [structure]);
    await rig.owner.query(
      `INSERT INTO read.structure_seats (seat, structure, territory, held_from, held_until)
       VALUES ($1, $2, $3, '2020-01-01', $4)`,
      [randomUUID(), structure, TERRITORY, until],
    );
  }
  const list = async (by: TestSession, query = '') =>
    (await rig.app.inject({ url: `/api/v1/hand-backs${query}`, headers: by.headers })).json();

  it('holds nothing while every structure sits', async () => {
    for (const by of [atMission, atPlie, coordinator]) expect(await list(by)).toEqual({ items: [] });
  });

  it('lists the open cases of a structure from the end of its seat on, to it and to the coordinator', async () => {
    await seat(MISSION, '2026-04-10');
    const item = {
      ...{ parcoursId: FIRST, structure: { id: MISSION, name: 'Mission locale' }, seatEndedOn: '2026-04-10' },
      ...{ answers: true, referent: { id: INES }, openedOn: '2026-02-01' },
    };
    expect(await list(atMission)).toMatchObject({ items: [{ ...item, displayName: 'Amina E.' }] });
    const [byNumber] = (await list(coordinator)).items;
    expect(byNumber).toMatchObject(item);
    expect(byNumber.displayName).not.toContain('Amina');
    expect(await list(atPlie)).toEqual({ items: [] });
    const lines = (await rig.linesOf(AMINA)).map(({ professional, action, reason }) => ({
      professional,
      action,
      reason,
    }));
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual({ professional: atMission.professional, action: 'hand-backs', reason: 'structure' });
    expect(lines).toContainEqual({ professional: coordinator.professional, action: 'hand-backs', reason: 'duty' });
  });

  it('says which structure only has to leave; pages go on by structure and case', async () => {
    await seat(PLIE, '2026-04-01');
    expect(await list(atPlie)).toMatchObject({ items: [{ parcoursId: FIRST, answers: false }] });
    const first = await list(coordinator, '?limit=1');
    expect(first.items).toMatchObject([{ structure: { id: MISSION } }]);
    const second = await list(coordinator, `?limit=1&cursor=${first.next}`);
    expect(second).toMatchObject({ items: [{ structure: { id: PLIE } }] });
    expect(second.next).toBeUndefined();
  });

  it('says to find a referent to whom alone is left to find one: none, and nobody else who sits', async () => {
    const answers = async (by: TestSession) =>
      (await list(by)).items.map(({ answers: finds }: { answers: boolean }) => finds);
    const { rows } = await rig.owner.query(
      `WITH held AS (SELECT parcours, referent_structure FROM read.cases WHERE parcours = $1),
            freed AS (UPDATE read.cases SET referent_structure = NULL WHERE parcours = $1)
       SELECT referent_structure AS held FROM held`,
      [FIRST],
    );
    expect([await answers(atMission), await answers(atPlie)]).toEqual([[true], [true]]);
    await seat(PLIE, null);
    expect(await answers(atMission)).toEqual([false]);
    await rig.owner.query('UPDATE read.cases SET referent_structure = $2 WHERE parcours = $1', [FIRST, rows[0].held]);
  });

  it('lists the orientations that a structure was sent while it sat, to it and to the coordinator', async () => {
    const atCcas = await signInAs(rig.owner, { role: 'operator', structure: CCAS, territory: TERRITORY });
    await rig.name(CCAS, 'CCAS');
    await seat(CCAS, null);
    expect(await list(atCcas)).toEqual({ items: [] });
    await seat(CCAS, '2026-04-02');
    const item = {
      ...{ parcoursId: FIRST, structure: { id: CCAS, name: 'CCAS' }, seatEndedOn: '2026-04-02', answers: false },
      ...{ referent: null, openedOn: null },
      orientation: { orientationId: received, from: { id: MISSION, name: 'Mission locale' }, proposedOn: '2026-03-20' },
    };
    expect(await list(atCcas)).toEqual({ items: [{ ...item, displayName: 'Amina E.' }] });
    const line = { professional: atCcas.professional, action: 'hand-backs', reason: 'orientation' };
    expect(await rig.linesOf(AMINA)).toContainEqual(expect.objectContaining(line));
    const first = await list(coordinator, '?limit=1');
    const rest = await list(coordinator, `?limit=10&cursor=${first.next}`);
    const all = [...first.items, ...rest.items];
    expect(all.filter(({ orientation }) => orientation !== null)).toEqual([
      { ...item, displayName: 'Dossier 00000011' },
    ]);
    await seat(CCAS, null);
  });

  it('a structure that sits again has nothing to hand back', async () => {
    await rig.owner.query(
      `INSERT INTO read.structure_seats (seat, structure, territory, held_from) VALUES ($1, $2, $3, '2026-04-10')`,
      [randomUUID(), MISSION, TERRITORY],
    );
    expect(await list(atMission)).toEqual({ items: [] });
  });

  it('a portfolio is the open cases that a colleague answers for', async () => {
    const cases = async (by: TestSession) =>
      (await rig.app.inject({ url: `/api/v1/cases?status=open&referent=${INES}`, headers: by.headers })).json().items;
    expect(await cases(atMission)).toMatchObject([{ parcoursId: FIRST, referent: { id: INES } }]);
    const elsewhere = await signInAs(rig.owner, { role: 'operator', territory: TERRITORY });
    expect(await cases(elsewhere)).toEqual([]);
  });
});
