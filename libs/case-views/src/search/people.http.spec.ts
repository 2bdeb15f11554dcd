import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews } from '../../../../test/support/case-views.js';
import { testId } from '../../../../test/support/given.js';
import * as told from '../../../../test/support/told.js';

const { AMINA, BRUNO, FIRST, OTHERS, MISSION, PLIE, CCAS, TERRITORY } = told;
const CHLOE = testId(3);
const AMINA_ASKED = { givenName: 'Amina', familyName: 'Ben Ali', birthDate: '1994-02-28' };

describe('people by name over HTTP', () => {
  let rig: CaseViewsRig;
  let referent: TestSession;
  let atMission: TestSession;
  let atPlie: TestSession;
  let atCcas: TestSession;
  let coordinator: TestSession;

  beforeAll(async () => {
    rig = await openCaseViews();
    const operator = (structure: string) => signInAs(rig.owner, { role: 'operator', structure, territory: TERRITORY });
    referent = await operator(MISSION);
    atMission = await operator(MISSION);
    atPlie = await operator(PLIE);
    atCcas = await operator(CCAS);
    coordinator = await signInAs(rig.owner, { role: 'coordinator', structure: randomUUID(), territory: TERRITORY });
    await rig.nameProfessional(referent.professional, 'Inès', 'Modèle');
    await rig.owner.query(`UPDATE read.professionals SET email = 'ines@mission.test', phone = '05 61 00 00 00'`);
    await rig.name(MISSION, 'Mission locale d’exemple');
    await rig.name(PLIE, 'PLIE d’exemple');
    await rig.name(CCAS, 'CSAPA d’exemple', true);
    await rig.fold(people());
  });

  beforeEach(() => {
    rig.journalIsDown = false;
  });

  afterAll(() => rig.close());

  const named = (givenName: string, familyName: string, birthDate: string): BeneficiaryEvent => {
    const registration = told.registration(givenName);
    return { ...registration, data: { ...registration.data, givenName, familyName, birthDate } } as BeneficiaryEvent;
  };

  /** Amina is followed by MISSION, Bruno by CCAS, whose kind is sensitive; Chloé was only registered, by PLIE. */
  function people() {
    const log = new told.Told();
    log.person(AMINA, named('Amina', 'Ben Ali', '1994-02-28'));
    log.step(FIRST, told.opening(AMINA), '2026-02-01');
    log.step(FIRST, told.assigned(referent.professional), '2026-02-01');
    log.person(BRUNO, named('Bruno', 'Lefèvre', '1980-07-14'));
    const opened = told.opening(BRUNO);
    log.step(OTHERS, { ...opened, data: { ...opened.data, structure: CCAS } } as typeof opened, '2026-03-01', {
      structure: CCAS,
    });
    log.step(OTHERS, told.assigned(atCcas.professional, CCAS), '2026-03-01', { structure: CCAS });
    log.person(CHLOE, named('Chloé', 'Benali', '2001-01-01'));
    log.log.push({ ...log.log.pop()!, structure: PLIE } as never);
    return log.log;
  }

  const post = (path: string, by: TestSession, payload: object) =>
    rig.app.inject({ method: 'POST', url: `/api/v1/people/${path}`, headers: by.headers, payload });
  const search = async (by: TestSession, name: string) =>
    (await post('search', by, { name })).json().items.map(({ fullName }: { fullName: string }) => fullName);

  it('are found by those who may see them, with the parcours to go on with', async () => {
    const answer = await post('search', atMission, { name: 'benali amna' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      items: [
        {
          beneficiaryId: AMINA,
          fullName: 'Amina Ben Ali',
          birthYear: 1994,
          readOnly: false,
          parcours: {
            ...{ id: FIRST, status: 'open' },
            referent: { id: referent.professional, name: 'Inès Modèle' },
            structure: { id: MISSION, name: 'Mission locale d’exemple' },
          },
        },
      ],
      more: false,
    });
    expect(await rig.linesOf(AMINA)).toContainEqual({
      ...{ professional: atMission.professional, role: 'operator', structure: MISSION },
      ...{ action: 'people-search', reason: 'structure' },
    });
  });

  it('are found by nobody else, whatever is asked', async () => {
    for (const name of ['amina', 'ben salah', 'lefevre', 'bruno']) expect(await search(atPlie, name)).toEqual([]);
    expect(await search(atPlie, 'benali')).toEqual(['Chloé Benali']);
    expect(await search(coordinator, 'amina')).toEqual([]);
    const keys = ['w:amina', 's:amina', 'p:am'];
    const asPlie = `SELECT * FROM read.search_people('{0,0,0}', $1, '{1,1,1}', 0, 100)`;
    expect((await rig.scoped.query(atPlie.token, asPlie, [keys])).rows).toEqual([]);
    expect((await rig.scoped.query(undefined, asPlie, [keys])).rows).toEqual([]);
    await expect(rig.scoped.query(atPlie.token, 'SELECT * FROM read.person_names')).rejects.toMatchObject({
      code: '42501',
    });
  });

  it.each([
    ['as written', { givenName: 'Amina', familyName: 'Ben Ali', birthDate: '1994-02-28' }],
    ['in one word', { givenName: 'AMINA', familyName: 'Benali', birthDate: '1994-02-28' }],
    ['with a typing error', { givenName: 'Amna', familyName: 'Ben Alli', birthDate: '1994-02-28' }],
    ['the wrong way round', { givenName: 'Ben Ali', familyName: 'Amina', birthDate: '1994-02-28' }],
    ['with a second given name', { givenName: 'Amina Lina', familyName: 'Ben Ali', birthDate: '1994-02-28' }],
  ])('known elsewhere, asked for %s: whom to call, and nothing of her', async (_how, asked) => {
    const answer = await post('known', atPlie, asked);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      people: [],
      contacts: [
        {
          beneficiaryId: AMINA,
          structure: { id: MISSION, name: 'Mission locale d’exemple' },
          referent: {
            ...{ id: referent.professional, name: 'Inès Modèle' },
            ...{ email: 'ines@mission.test', phone: '05 61 00 00 00' },
          },
        },
      ],
    });
    expect(answer.body).not.toMatch(new RegExp(`${FIRST}|Amina|1994`));
    expect(await rig.linesOf(AMINA)).toContainEqual({
      ...{ professional: atPlie.professional, role: 'operator', structure: PLIE },
      ...{ action: 'known-elsewhere', reason: 'duty' },
    });
  });

  it.each([
    ['another birth date', { givenName: 'Amina', familyName: 'Ben Ali', birthDate: '1994-02-27' }],
    ['a given name alone', { givenName: 'Amina', familyName: 'Amina', birthDate: '1994-02-28' }],
    ['the beginning of a name', { givenName: 'Am', familyName: 'Ben Ali', birthDate: '1994-02-28' }],
    ['half of the family name', { givenName: 'Amina', familyName: 'Ben Salah', birthDate: '1994-02-28' }],
  ])('known elsewhere, say nothing for %s', async (_what, asked) => {
    expect((await post('known', atPlie, asked)).json()).toEqual({ people: [], contacts: [] });
  });

  it('known here, are answered as themselves', async () => {
    const asked = { givenName: 'Amina', familyName: 'Benali', birthDate: '1994-02-28' };
    expect((await post('known', atMission, asked)).json()).toMatchObject({
      people: [{ beneficiaryId: AMINA, fullName: 'Amina Ben Ali', parcours: { id: FIRST } }],
      contacts: [],
    });
    expect(await rig.linesOf(AMINA)).toContainEqual(expect.objectContaining({ action: 'known-people' }));
  });

  it('known to a structure of a sensitive kind, do not give it away, nor its professionals', async () => {
    const asked = { givenName: 'Bruno', familyName: 'Lefèvre', birthDate: '1980-07-14' };
    expect((await post('known', atMission, asked)).json()).toEqual({
      people: [],
      contacts: [{ beneficiaryId: BRUNO, structure: { id: null, name: 'Autre structure' }, referent: null }],
    });
  });

  it('only registered, are known to the structure that did', async () => {
    const asked = { givenName: 'Chloé', familyName: 'Benali', birthDate: '2001-01-01' };
    expect((await post('known', atMission, asked)).json().contacts).toEqual([
      { beneficiaryId: CHLOE, structure: { id: PLIE, name: 'PLIE d’exemple' }, referent: null },
    ]);
  });

  it('who objected to sharing are known to nobody else', async () => {
    const log = new told.Told(4000);
    log.log.push(...people());
    const next = log.log.length;
    const objection = log.person(AMINA, { type: 'ObjectionRecorded', data: { purpose: 'sharing' } });
    await rig.fold(log.log.slice(next));
    const asked = { givenName: 'Amina', familyName: 'Ben Ali', birthDate: '1994-02-28' };
    expect((await post('known', atPlie, asked)).json()).toEqual({ people: [], contacts: [] });
    expect((await post('known', atMission, asked)).json().people).toHaveLength(1);
    log.person(AMINA, { type: 'ObjectionWithdrawn', data: { objection } });
    await rig.fold(log.log.slice(next + 1));
    expect((await post('known', atPlie, asked)).json().contacts).toHaveLength(1);
  });

  it('are not to be guessed: who asks too often is refused', async () => {
    const by = await signInAs(rig.owner, { role: 'operator' });
    const ask = (n: number) =>
      post('known', by, {
        givenName: 'Amina',
        familyName: 'Ben Ali',
        birthDate: `1990-01-${String((n % 28) + 1).padStart(2, '0')}`,
      });
    for (let n = 0; n < 30; n += 1) expect((await ask(n)).statusCode).toBe(200);
    const refused = await ask(31);
    expect(refused.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it.each([
    ['search', { name: 'amina' }],
    ['known', { givenName: 'Amina', familyName: 'Ben Ali', birthDate: '1994-02-28' }],
  ])('stay unseen while the journal cannot be written: %s', async (path, payload) => {
    rig.journalIsDown = true;
    for (const by of [atMission, atPlie]) {
      const answer = await post(path, by, payload);
      if (path === 'search' && by === atPlie) continue;
      expect(answer.json()).toMatchObject({ status: 503, code: 'journal-unavailable' });
      expect(answer.body).not.toMatch(/Amina|Mission/);
    }
  });

  it.each([
    ['search', { name: 'a' }, '/name'],
    ['search', {}, '/name'],
    ['known', { givenName: 'Amina', familyName: 'Ben Ali' }, '/birthDate'],
    ['known', { givenName: '', familyName: 'Ben Ali', birthDate: '1994-02-28' }, '/givenName'],
  ])('are asked for in full: %s %j', async (path, payload, pointer) => {
    const answer = await post(path, atMission, payload);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('are found by a receiver from the proposal on, without a case yet, and by who breaks the glass', async () => {
    const log = new told.Told(3000);
    log.log.push(...people());
    const next = log.log.length;
    log.step(OTHERS, told.proposal(PLIE, { fromStructure: CCAS }), '2026-03-02', { structure: CCAS });
    await rig.fold(log.log.slice(next));
    const found = (await post('search', atPlie, { name: 'lefevr' })).json().items;
    expect(found).toMatchObject([{ fullName: 'Bruno Lefèvre', parcours: null, readOnly: false }]);
    expect(await rig.linesOf(BRUNO)).toContainEqual(expect.objectContaining({ reason: 'orientation' }));
    await rig.owner.query(
      `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
       VALUES (gen_random_uuid(), $1, $2, 'safety', 0, 8000000000000)`,
      [coordinator.professional, AMINA],
    );
    expect((await post('search', coordinator, { name: 'amina' })).json().items).toMatchObject([
      { fullName: 'Amina Ben Ali', readOnly: true },
    ]);
    await rig.owner.query('DELETE FROM read.elevations');
  });

  it('merged, are one person under either name, known once', async () => {
    const log = new told.Told(6000);
    log.log.push(...people());
    const next = log.log.length;
    log.person(CHLOE, { type: 'BeneficiaryMerged', data: { into: AMINA } });
    await rig.fold(log.log.slice(next));
    for (const by of [atMission, atPlie]) {
      const { items } = (await post('search', by, { name: 'chloe' })).json();
      expect(items).toMatchObject([{ beneficiaryId: AMINA, fullName: 'Amina Ben Ali' }]);
    }
    expect(await search(atMission, 'benali')).toEqual(['Amina Ben Ali']);
    // The case of Amina stays with those who follow it.
    expect((await post('search', atPlie, { name: 'chloe' })).json().items[0].parcours).toBeNull();

    // Whichever name she is asked for by, it is her one record, and whom to call of her newest case.
    const chloe = { givenName: 'Chloé', familyName: 'Benali', birthDate: '2001-01-01' };
    const answered = (await post('known', atCcas, chloe)).json();
    expect(answered.contacts).toMatchObject([
      { beneficiaryId: AMINA, structure: { id: MISSION }, referent: { id: referent.professional } },
    ]);
    // Who breaks the glass on either record opens both.
    for (const opened of [AMINA, CHLOE]) {
      await rig.owner.query(
        `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
         VALUES (gen_random_uuid(), $1, $2, 'safety', 0, 8000000000000)`,
        [atCcas.professional, opened],
      );
      expect((await post('known', atCcas, chloe)).json()).toMatchObject({
        people: [{ beneficiaryId: AMINA, parcours: { id: FIRST } }],
        contacts: [],
      });
      expect(await search(atCcas, 'amina')).toEqual(['Amina Ben Ali']);
      await rig.owner.query('DELETE FROM read.elevations');
    }

    // Nor is she told of under one name once she objected under the other.
    const known = async () => (await post('known', atCcas, AMINA_ASKED)).json().contacts;
    expect(await known()).toHaveLength(1);
    const objected = log.log.length;
    log.person(CHLOE, { type: 'ObjectionRecorded', data: { purpose: 'sharing' } });
    await rig.fold(log.log.slice(objected));
    expect(await known()).toEqual([]);

    // The one that stands for both has no registration any more: the other is found as herself.
    const voided = log.log.length;
    log.person(AMINA, told.voids(testId(1000)) as BeneficiaryEvent);
    await rig.fold(log.log.slice(voided));
    expect(await search(atPlie, 'chloe')).toEqual(['Chloé Benali']);
    expect((await post('known', atPlie, chloe)).json().people).toMatchObject([{ beneficiaryId: CHLOE }]);
  });
});
