import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { signInAs, type TestSession } from '../../../test/policies/sign-in-as.js';
import { walkRoutes } from '../../../test/policies/walk-routes.js';
import { type CaseViewsRig, openCaseViews, TODAY } from '../../../test/support/case-views.js';
import { testId } from '../../../test/support/given.js';
import * as told from '../../../test/support/told.js';

const { AMINA, BRUNO, FIRST, OTHERS, MISSION, PLIE, CCAS, TERRITORY } = told;
const NOBODY_SEES_IT = { status: 404, code: 'parcours-unknown' };

describe('people and their parcours over HTTP', () => {
  let rig: CaseViewsRig;
  let referent: TestSession;
  let colleague: TestSession;
  let partner: TestSession;
  let stranger: TestSession;
  let coordinator: TestSession;

  beforeAll(async () => {
    rig = await openCaseViews();
    const operator = (structure: string) => signInAs(rig.owner, { role: 'operator', structure, territory: TERRITORY });
    referent = await operator(MISSION);
    colleague = await operator(MISSION);
    partner = await operator(PLIE);
    stranger = await operator(randomUUID());
    coordinator = await signInAs(rig.owner, { role: 'coordinator', structure: CCAS, territory: TERRITORY });
    await rig.nameProfessional(referent.professional, 'Inès', 'Modèle');
    await rig.name(MISSION, 'Mission locale d’exemple');
    await rig.name(PLIE, 'PLIE d’exemple');
    await rig.name(CCAS, 'CSAPA d’exemple', true);
    await rig.fold(twoPeople());
  });

  beforeEach(() => {
    rig.journalIsDown = false;
  });

  afterAll(() => rig.close());

  /**
   * Amina: opened by MISSION, whose referent answers for her; received by PLIE. Bruno: opened by CCAS, whose kind is
   * sensitive; proposed to PLIE, which has not answered.
   */
  function twoPeople() {
    const log = new told.Told();
    const by = { actor: referent.professional };
    const atPlie = { structure: PLIE, actor: partner.professional };
    log.person(AMINA, told.registration('Amina'));
    log.step(FIRST, told.opening(AMINA), '2026-02-01', by);
    log.step(FIRST, told.assigned(referent.professional), '2026-02-04', by);
    const barrier = { barrierId: testId(500), theme: 'sante', blocking: true, note: 'opération prévue' };
    log.step(FIRST, { type: 'BarrierIdentified', data: barrier }, '2026-02-05', by);
    const wrong = log.step(FIRST, { type: 'SituationConfirmed', data: {} }, '2026-02-06', by);
    log.step(FIRST, told.voids(wrong), '2026-02-06', by);
    const orientation = log.step(FIRST, told.proposal(PLIE, { transfersReferent: false }), '2026-02-10', by);
    log.step(FIRST, { type: 'OrientationAccepted', data: { orientation } }, '2026-02-12', atPlie);
    log.step(FIRST, { type: 'OrientationStarted', data: { orientation } }, '2026-02-20', atPlie);
    log.step(
      FIRST,
      { type: 'StructureJoined', data: { structure: PLIE, role: 'suivi', supportKind: 'global', orientation } },
      '2026-02-20',
      { ...atPlie, at: { time: '09:30', zone: 'Europe/Paris' } },
    );
    log.person(BRUNO, told.registration('Bruno'));
    const opened = told.opening(BRUNO);
    log.step(OTHERS, { ...opened, data: { ...opened.data, structure: CCAS } } as typeof opened, '2026-03-01', {
      structure: CCAS,
    });
    log.step(OTHERS, told.proposal(PLIE, { fromStructure: CCAS }), '2026-03-02', { structure: CCAS });
    return log.log;
  }

  const get = (path: string, by: TestSession) => rig.app.inject({ url: `/api/v1/${path}`, headers: by.headers });

  it('list the cases of my structure, and leave a line with the reason', async () => {
    const answer = await get('cases', referent);
    expect(answer.json()).toEqual({
      items: [
        {
          parcoursId: FIRST,
          beneficiaryId: AMINA,
          displayName: 'Amina E.',
          status: 'open',
          openedOn: '2026-02-01',
          exitedOn: null,
          referent: { id: referent.professional, name: 'Inès Modèle' },
          structure: { id: MISSION, name: 'Mission locale d’exemple' },
          lastContactOn: '2026-02-20',
          phase: 'support',
          dueOn: null,
          pendingSince: null,
          entrySituationMissing: true,
          sixMonthDueOn: null,
          toReconcile: false,
          risk: null,
          ribbon: {
            spans: [
              { kind: 'support', from: '2026-02-01' },
              { kind: 'orientation', from: '2026-02-10', to: '2026-02-20' },
              { kind: 'gap', from: '2026-02-01', to: '2026-02-04' },
            ],
            contacts: [{ on: '2026-02-20', outcome: 'reached' }],
          },
        },
      ],
    });
    expect(await rig.linesOf(AMINA)).toContainEqual({
      ...{ professional: referent.professional, role: 'operator', structure: MISSION },
      ...{ action: 'cases', reason: 'referent' },
    });
    await get('cases', colleague);
    expect(await rig.linesOf(AMINA)).toContainEqual(
      expect.objectContaining({ professional: colleague.professional, reason: 'structure' }),
    );
    expect((await get('cases', stranger)).json()).toEqual({ items: [] });
  });

  it('list the territory to its coordinator by case number, without a name', async () => {
    const answer = await get('cases', coordinator);
    expect(answer.json().items).toMatchObject([
      { parcoursId: FIRST, displayName: 'Dossier 00000011' },
      { parcoursId: OTHERS, displayName: 'Dossier 00000013', pendingSince: '2026-03-02' },
    ]);
    expect(answer.body).not.toMatch(/Amina|Bruno|Exemple/);
    expect(await rig.linesOf(BRUNO)).toContainEqual(
      expect.objectContaining({ professional: coordinator.professional, role: 'coordinator', reason: 'duty' }),
    );
    const elsewhere = await signInAs(rig.owner, { role: 'coordinator' });
    expect((await get('cases', elsewhere)).json()).toEqual({ items: [] });
  });

  it('show the whole parcours to who takes part, its gaps and its voided entries', async () => {
    const answer = await get(`parcours/${FIRST}`, referent);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.etag).toBe('"r8"');
    const view = answer.json();
    expect(view).toMatchObject({
      parcours: {
        ...{ id: FIRST, beneficiaryId: AMINA, status: 'open', openedOn: '2026-02-01', exitedOn: null },
        referent: {
          id: referent.professional,
          name: 'Inès Modèle',
          structure: { id: MISSION, name: 'Mission locale d’exemple' },
        },
        structures: [
          { id: MISSION, role: null, from: '2026-02-01', to: null },
          { id: PLIE, name: 'PLIE d’exemple', role: 'suivi', from: '2026-02-20', to: null },
        ],
      },
      person: { displayName: 'Amina E.', birthYear: null, qpv: '2024-grand-mirail' },
      gaps: [{ from: '2026-02-01', to: '2026-02-04', days: 3 }],
      revision: 8,
    });
    expect(view.entries.map(({ type, voided }: { type: string; voided: boolean }) => [type, voided])).toEqual([
      ['ParcoursOpened', false],
      ['ReferentAssigned', false],
      ['BarrierIdentified', false],
      ['SituationConfirmed', true],
      ['OrientationProposed', false],
      ['OrientationAccepted', false],
      ['OrientationStarted', false],
      ['StructureJoined', false],
    ]);
    expect(view.entries[2]).toMatchObject({ data: { theme: 'sante', note: 'opération prévue' }, hidden: [] });
    expect(view.entries[7]).toMatchObject({
      ...{ occurredOn: '2026-02-20', time: '09:30', recordedOn: '2026-10-26', corrects: null },
      structure: { id: PLIE, name: 'PLIE d’exemple' },
      actor: { id: partner.professional, name: 'Professionnel' },
    });
  });

  it('count a gap that goes on up to today', async () => {
    const atCcas = await signInAs(rig.owner, { role: 'structure-manager', structure: CCAS });
    const { gaps } = (await get(`parcours/${OTHERS}`, atCcas)).json();
    expect(TODAY).toBe('2026-04-10');
    expect(gaps).toEqual([{ from: '2026-03-01', to: null, days: 41 }]);
  });

  it('keep health from a structure that shares the parcours, and the sheet for sender and receiver', async () => {
    const seen = (await get(`parcours/${FIRST}`, partner)).json();
    expect(seen.entries[2]).toMatchObject({ data: { blocking: true }, hidden: ['note', 'theme'] });
    expect(seen.entries[4].data.sheet).toEqual({ summary: 'Cherche un emploi' });
    expect(await rig.linesOf(AMINA)).toContainEqual({
      ...{ professional: partner.professional, role: 'operator', structure: PLIE },
      ...{ action: 'parcours', reason: 'structure' },
    });
  });

  it('give the whole identity apart, and say so in the journal', async () => {
    expect((await get(`parcours/${FIRST}/identity`, referent)).json()).toMatchObject({
      ...{ beneficiaryId: AMINA, givenName: 'Amina', familyName: 'Exemple', birthDate: null },
      ...{ phone: '05 00 00 00 00', email: null, qpv: '2024-grand-mirail' },
    });
    expect(await rig.linesOf(AMINA)).toContainEqual(
      expect.objectContaining({ action: 'parcours-identity', reason: 'referent' }),
    );
  });

  it('let a receiver know who is sent to it, before it may read her parcours', async () => {
    expect((await get(`parcours/${OTHERS}/identity`, partner)).json()).toMatchObject({ givenName: 'Bruno' });
    expect(await rig.linesOf(BRUNO)).toContainEqual({
      ...{ professional: partner.professional, role: 'operator', structure: PLIE },
      ...{ action: 'parcours-identity', reason: 'orientation' },
    });
    expect((await get(`parcours/${OTHERS}`, partner)).json()).toMatchObject(NOBODY_SEES_IT);
  });

  it.each(['parcours', 'identity'])('answer like an unknown one what is not open: %s', async (what) => {
    const tail = what === 'identity' ? '/identity' : '';
    const before = (await rig.linesOf(BRUNO)).length;
    for (const [by, id] of [
      [stranger, OTHERS],
      [referent, OTHERS],
      [coordinator, OTHERS],
      [referent, randomUUID()],
      [referent, 'not-an-id'],
    ] as const) {
      expect((await get(`parcours/${id}${tail}`, by)).statusCode).toBe(404);
    }
    expect(await rig.linesOf(BRUNO)).toHaveLength(before);
  });

  it('open a case by break-the-glass, for as long as it holds', async () => {
    const elevate = (until: number) =>
      rig.owner.query(
        `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
         VALUES (gen_random_uuid(), $1, $2, 'safety', 0, $3)`,
        [coordinator.professional, BRUNO, until],
      );
    await elevate(1);
    expect((await get(`parcours/${OTHERS}`, coordinator)).json()).toMatchObject(NOBODY_SEES_IT);
    await elevate(8_000_000_000_000);
    expect((await get(`parcours/${OTHERS}`, coordinator)).json()).toMatchObject({
      person: { displayName: 'Bruno E.' },
      parcours: { structures: [{ id: CCAS, name: 'Autre structure' }] },
    });
    expect((await get(`parcours/${OTHERS}/identity`, coordinator)).json()).toMatchObject({ givenName: 'Bruno' });
    expect(await rig.linesOf(BRUNO)).toContainEqual(
      expect.objectContaining({ role: 'coordinator', action: 'parcours', reason: 'elevated' }),
    );
    await rig.owner.query('DELETE FROM read.elevations');
  });

  it.each(['cases', `parcours/${FIRST}`, `parcours/${FIRST}/identity`])(
    'show nothing while the journal cannot be written: %s',
    async (path) => {
      rig.journalIsDown = true;
      const answer = await get(path, referent);
      expect(answer.json()).toMatchObject({ status: 503, code: 'journal-unavailable' });
      expect(answer.headers['retry-after']).toBeDefined();
      expect(answer.body).not.toMatch(/Amina|Exemple/);
    },
  );

  it('walk a long list once, open cases first, or one status alone', async () => {
    const structure = randomUUID();
    const log = new told.Told();
    for (let n = 0; n < 7; n += 1) {
      const parcours = testId(700 + n);
      const opened = told.opening(AMINA);
      log.step(parcours, { ...opened, data: { ...opened.data, structure } } as typeof opened, '2026-02-01', {
        territory: testId(42),
      });
      if (n % 3 === 0) {
        log.step(
          parcours,
          { type: 'ParcoursExited', data: { reason: 'moved', proof: { kind: 'none' } } },
          '2026-03-01',
        );
      }
    }
    await rig.fold(log.log);
    const by = await signInAs(rig.owner, { role: 'operator', structure });
    const walk = async (filter: string) => {
      const found: { parcoursId: string; status: string }[] = [];
      let cursor: string | undefined;
      do {
        const answer = await get(`cases?limit=2${filter}${cursor === undefined ? '' : `&cursor=${cursor}`}`, by);
        found.push(...answer.json().items);
        cursor = answer.json().next;
      } while (cursor !== undefined);
      return found;
    };
    const all = await walk('');
    expect(all.map(({ status }) => status)).toEqual([...Array(4).fill('open'), ...Array(3).fill('exited')]);
    expect(new Set(all.map(({ parcoursId }) => parcoursId)).size).toBe(7);
    expect(await walk('&status=exited')).toEqual(all.slice(4));
    expect(await walk('&status=open')).toEqual(all.slice(0, 4));
    expect((await get('cases?status=lost', by)).statusCode).toBe(422);
  });

  it('answer every role as the table of routes says', async () => {
    expect(await walkRoutes(rig.app, rig.owner)).toEqual([]);
  });
});
