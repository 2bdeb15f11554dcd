import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '@jalons/event-log';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews } from '../../../../test/support/case-views.js';
import { testId } from '../../../../test/support/given.js';
import * as told from '../../../../test/support/told.js';

const { AMINA, BRUNO, FIRST, OTHERS, MISSION, PLIE, CCAS, TERRITORY } = told;
const CHLOE = testId(3);

describe('one person over HTTP', () => {
  let rig: CaseViewsRig;
  const log = new told.Told();
  let atMission: TestSession;
  let atPlie: TestSession;
  let atCcas: TestSession;

  beforeAll(async () => {
    rig = await openCaseViews();
    const operator = (structure: string) => signInAs(rig.owner, { role: 'operator', structure, territory: TERRITORY });
    atMission = await operator(MISSION);
    atPlie = await operator(PLIE);
    atCcas = await operator(CCAS);
    await rig.name(MISSION, 'Mission locale d’exemple');
    await rig.name(PLIE, 'PLIE d’exemple');
    await happens(() => {
      log.person(AMINA, told.registration('Amina'));
      log.person(BRUNO, told.registration('Mina'));
      log.step(FIRST, told.opening(AMINA), '2026-02-01');
      log.step(FIRST, { type: 'ContactAttempted', data: { channel: 'phone', reached: 'person' } }, '2026-03-03');
      const opened = told.opening(BRUNO);
      log.step(OTHERS, { ...opened, data: { ...opened.data, structure: PLIE } } as typeof opened, '2026-03-01', {
        structure: PLIE,
      });
      log.step(OTHERS, { type: 'SituationConfirmed', data: {} }, '2026-03-02', { structure: PLIE });
    });
  });

  afterAll(() => rig.close());

  async function happens(tell: () => void): Promise<void> {
    const next = log.log.length;
    tell();
    await rig.fold(log.log.slice(next));
  }

  const get = (path: string, by: TestSession) => rig.app.inject({ url: `/api/v1/${path}`, headers: by.headers });

  it('tells all that stands of her, and leaves its line', async () => {
    await happens(() => {
      log.person(AMINA, {
        type: 'CriterionDeclared',
        data: { criterion: 'rsa', answer: 'yes', on: '2026-03-01' as never },
      });
      log.person(AMINA, { type: 'InformationNoticeGiven', data: { article: 13, means: 'oral' } }, '2026-03-02');
      log.person(AMINA, { type: 'ObjectionRecorded', data: { purpose: 'profiling' } }, '2026-03-03');
      log.person(AMINA, { type: 'ProcessingRestricted', data: { reason: 'exactitude contestée' } }, '2026-03-04');
    });
    const sheet = (await get(`people/${AMINA}`, atMission)).json();
    expect(sheet).toMatchObject({
      identity: { beneficiaryId: AMINA, givenName: 'Amina', familyName: 'Exemple', phone: '05 00 00 00 00' },
      records: [{ beneficiaryId: AMINA, fullName: 'Amina Exemple', mergeId: null }],
      circular: false,
      criteria: [{ beneficiaryId: AMINA, criterion: 'rsa', answer: 'yes', on: '2026-03-01', proof: null }],
      notices: [{ article: 13, means: 'oral', on: '2026-03-02', structure: MISSION }],
      objections: [{ purpose: 'profiling', on: '2026-03-03' }],
      restrictions: [{ reason: 'exactitude contestée', on: '2026-03-04' }],
      parcours: [
        {
          ...{ id: FIRST, beneficiaryId: AMINA, status: 'open', openedOn: '2026-02-01', exitedOn: null },
          structure: { id: MISSION, name: 'Mission locale d’exemple' },
          ...{ referent: null, toReconcile: false },
        },
      ],
    });
    expect(await rig.linesOf(AMINA)).toContainEqual({
      ...{ professional: atMission.professional, role: 'operator', structure: MISSION },
      ...{ action: 'person', reason: 'structure' },
    });
  });

  it('tells a structure that shares her neither health nor why she is restricted, and does not tell that it hides it', async () => {
    const shared = await signInAs(rig.owner, { role: 'operator', structure: PLIE, territory: TERRITORY });
    const before = (await get(`people/${BRUNO}`, shared)).json();
    expect(before.criteria).toEqual([]);
    const elsewhere = (tell: () => unknown) =>
      happens(() => {
        tell();
        log.log.push({ ...log.log.pop()!, structure: CCAS } as StoredEvent);
      });
    for (const criterion of ['aah', 'disabled-worker', 'detention', 'ase']) {
      const data = { criterion, answer: 'yes', on: '2026-03-01' as never, proof: 'attestation' } as const;
      await elsewhere(() => log.person(BRUNO, { type: 'CriterionDeclared', data }, '2026-03-01'));
    }
    expect((await get(`people/${BRUNO}`, shared)).json()).toEqual(before);
    const reason = 'hospitalisée';
    let restriction = '';
    await elsewhere(
      () => (restriction = log.person(BRUNO, { type: 'ProcessingRestricted', data: { reason } }, '2026-03-03')),
    );
    expect((await get(`people/${BRUNO}`, shared)).json().restrictions).toMatchObject([
      { id: restriction, reason: null },
    ]);
    await elsewhere(() => log.person(BRUNO, { type: 'RestrictionLifted', data: { restriction } }, '2026-03-04'));
    expect((await get(`people/${BRUNO}`, shared)).json()).toEqual(before);
  });

  it.each(['', '/timeline'])('is unknown to whom she is not open: %s', async (tail) => {
    for (const [by, id] of [
      [atPlie, AMINA],
      [atCcas, AMINA],
      [atMission, testId(999)],
    ] as const) {
      expect((await get(`people/${id}${tail}`, by)).json()).toMatchObject({ status: 404, code: 'person-unknown' });
    }
  });

  it('has one timeline, of what each reader may see of it', async () => {
    const { parcours, entries } = (await get(`people/${AMINA}/timeline`, atMission)).json();
    expect(parcours).toMatchObject([{ parcours: { id: FIRST, status: 'open' }, gaps: [{ from: '2026-02-01' }] }]);
    expect(entries).toMatchObject([
      { type: 'ParcoursOpened', parcoursId: FIRST },
      { type: 'ContactAttempted', parcoursId: FIRST },
    ]);
    expect(await rig.linesOf(AMINA)).toContainEqual(expect.objectContaining({ action: 'person-timeline' }));
  });

  describe('once two records are merged', () => {
    let merge: string;
    beforeAll(() => happens(() => (merge = log.person(AMINA, { type: 'BeneficiaryMerged', data: { into: BRUNO } }))));

    it('answers as one, whichever record is asked for, to the structures of both', async () => {
      for (const [by, asked] of [
        [atMission, AMINA],
        [atMission, BRUNO],
        [atPlie, AMINA],
      ] as const) {
        const sheet = (await get(`people/${asked}`, by)).json();
        expect(sheet).toMatchObject({
          identity: { beneficiaryId: BRUNO, givenName: 'Mina' },
          records: [
            { beneficiaryId: AMINA, mergeId: merge },
            { beneficiaryId: BRUNO, mergeId: null },
          ],
          objections: [{ beneficiaryId: AMINA, purpose: 'profiling' }],
        });
        expect(sheet.parcours).toMatchObject([{ id: by === atMission ? FIRST : OTHERS, toReconcile: true }]);
      }
      expect((await get('cases', atMission)).json().items).toMatchObject([{ parcoursId: FIRST, toReconcile: true }]);
    });

    it('has one line of time across both, for who follows both', async () => {
      const both = await signInAs(
        rig.owner,
        ...[MISSION, PLIE].map((structure) => ({ role: 'operator' as const, structure, territory: TERRITORY })),
      );
      const { parcours, entries } = (await get(`people/${BRUNO}/timeline`, both)).json();
      expect(parcours.map((each: { parcours: { id: string } }) => each.parcours.id)).toEqual([FIRST, OTHERS]);
      const told = entries.map(({ type, parcoursId }: { type: string; parcoursId: string }) => [type, parcoursId]);
      expect(told).toEqual([
        ['ParcoursOpened', FIRST],
        ['ParcoursOpened', OTHERS],
        ['SituationConfirmed', OTHERS],
        ['ContactAttempted', FIRST],
      ]);
      const alone = (await get(`people/${BRUNO}/timeline`, atPlie)).json();
      expect(alone.entries.every(({ parcoursId }: { parcoursId: string }) => parcoursId === OTHERS)).toBe(true);
    });

    it('answers apart again once the merge is reversed', async () => {
      await happens(() => log.person(AMINA, { type: 'MergeReversed', data: { merge } }));
      expect((await get(`people/${AMINA}`, atMission)).json()).toMatchObject({
        identity: { beneficiaryId: AMINA },
        records: [{ beneficiaryId: AMINA, mergeId: null }],
      });
      expect((await get(`people/${BRUNO}`, atMission)).statusCode).toBe(404);
    });
  });

  async function elevate({ professional }: TestSession, ...people: string[]): Promise<void> {
    await rig.owner.query(
      `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
       SELECT gen_random_uuid(), $1, person, 'safety', 0, 8000000000000 FROM unnest($2::uuid[]) person`,
      [professional, people],
    );
  }

  it('suspected to be another, is listed by pairs, each named to whom she is open', async () => {
    let suspicion = '';
    await happens(() => {
      suspicion = log.person(
        AMINA,
        { type: 'DuplicateSuspected', data: { other: BRUNO, because: 'operator' } },
        '2026-04-01',
      );
    });
    const pair = (one: string | null, two: string | null, mergeable = false, voidableBy: string | null = null) => [
      {
        ...{ suspicionId: suspicion, because: 'operator', suspectedOn: '2026-04-01' },
        records: [
          { beneficiaryId: AMINA, fullName: one },
          { beneficiaryId: BRUNO, fullName: two },
        ],
        ...{ mergeable, voidableBy },
      },
    ];
    expect((await get('duplicates', atMission)).json()).toEqual({ items: pair('Amina Exemple', null, false, MISSION) });
    expect((await get('duplicates', atPlie)).json()).toEqual({ items: pair(null, 'Mina Exemple') });
    expect((await get('duplicates', atCcas)).json()).toEqual({ items: [] });
    const role = 'operator' as const;
    const atBoth = await signInAs(rig.owner, { role, structure: MISSION }, { role, structure: PLIE });
    const whole = pair('Amina Exemple', 'Mina Exemple', true, MISSION);
    expect((await get('duplicates', atBoth)).json()).toEqual({ items: whole });
    // Who broke the glass reads both, and leaves it to the coordinator, to whom no name is told before.
    await elevate(atMission, BRUNO);
    expect((await get('duplicates', atMission)).json()).toEqual({
      items: pair('Amina Exemple', 'Mina Exemple', false, MISSION),
    });
    // Nor does she say of a record that she only reads that the suspicion was wrong, nor of what another structure said.
    await elevate(atPlie, AMINA);
    expect((await get('duplicates', atPlie)).json()).toEqual({ items: pair('Amina Exemple', 'Mina Exemple') });
    const coordinator = await signInAs(rig.owner, { role: 'coordinator', territory: TERRITORY });
    expect((await get('duplicates', coordinator)).json()).toEqual({ items: pair(null, null) });
    await elevate(coordinator, AMINA, BRUNO);
    expect((await get('duplicates', coordinator)).json()).toEqual({
      items: pair('Amina Exemple', 'Mina Exemple', true),
    });
    await rig.owner.query('DELETE FROM read.elevations');
    expect(await rig.linesOf(BRUNO)).toContainEqual(
      expect.objectContaining({ professional: atPlie.professional, action: 'duplicates', reason: 'structure' }),
    );
  });

  describe('to be informed', () => {
    const due = async (by: TestSession) => (await get('notices-due', by)).json().items;

    it('is listed for who registered her, who imported her and who took her in, until each has told her', async () => {
      await happens(() => {
        log.person(CHLOE, told.registration('Chloé'), '2026-01-31');
        const imported = { importId: testId(800), recordedAt: Date.parse('2026-03-31T10:00:00Z'), structure: CCAS };
        log.log.push({ ...log.log.pop()!, ...imported } as StoredEvent);
        // While her processing is restricted nobody new is told of her.
        const restriction = log.log.find(({ type }) => type === 'ProcessingRestricted')!.eventId;
        log.person(AMINA, { type: 'RestrictionLifted', data: { restriction } }, '2026-03-05');
        const orientation = log.step(FIRST, told.proposal(CCAS), '2026-03-05');
        log.step(FIRST, { type: 'OrientationAccepted', data: { orientation } }, '2026-03-10', { structure: CCAS });
      });
      // Amina was informed by MISSION, and Bruno's other record by nobody.
      expect(await due(atCcas)).toEqual([
        {
          ...{ beneficiaryId: AMINA, displayName: 'Amina E.', structureId: CCAS, article: 14 },
          ...{ since: '2026-03-10', dueOn: '2026-04-10', late: false },
        },
        {
          ...{ beneficiaryId: CHLOE, displayName: 'Chloé E.', structureId: CCAS, article: 14 },
          ...{ since: '2026-03-31', dueOn: '2026-04-30', late: false },
        },
      ]);
      expect(await due(atMission)).toEqual([]);
      expect(await rig.linesOf(CHLOE)).toContainEqual(expect.objectContaining({ action: 'notices-due' }));
    });

    it('is listed no more once told by the structure itself', async () => {
      const notice = { type: 'InformationNoticeGiven', data: { article: 14, means: 'paper' } } as const;
      await happens(() => {
        log.person(AMINA, notice, '2026-04-05');
        log.log.push({ ...log.log.pop()!, structure: CCAS } as StoredEvent);
      });
      expect((await due(atCcas)).map(({ beneficiaryId }: { beneficiaryId: string }) => beneficiaryId)).toEqual([CHLOE]);
    });

    it('is late from the day after, and walked page by page', async () => {
      const people = Array.from({ length: 3 }, (_, n) => testId(40 + n));
      await happens(() => {
        for (const person of people) log.person(person, told.registration('Autre'), '2026-04-09');
      });
      const first = (await get('notices-due?limit=2', atMission)).json();
      expect(first.items).toMatchObject([{ article: 13, dueOn: '2026-04-09', late: true }, { late: true }]);
      const rest = (await get(`notices-due?limit=2&cursor=${first.next}`, atMission)).json();
      const ids = [...first.items, ...rest.items].map(({ beneficiaryId }: { beneficiaryId: string }) => beneficiaryId);
      expect([ids, rest.next]).toEqual([people, undefined]);
    });
  });

  it('stays unseen while the journal cannot be written', async () => {
    rig.journalIsDown = true;
    for (const path of [`people/${AMINA}`, `people/${AMINA}/timeline`, 'duplicates', 'notices-due']) {
      const answer = await get(path, atMission);
      expect([path, answer.statusCode]).toEqual([path, 503]);
      expect(answer.body).not.toMatch(/Amina|Exemple/);
    }
    rig.journalIsDown = false;
  });

  it('is open by break-the-glass to whom she is not, as long as that holds', async () => {
    const coordinator = await signInAs(rig.owner, {
      role: 'coordinator',
      structure: randomUUID(),
      territory: TERRITORY,
    });
    expect((await get(`people/${AMINA}`, coordinator)).statusCode).toBe(404);
    await elevate(coordinator, AMINA);
    expect((await get(`people/${AMINA}`, coordinator)).json()).toMatchObject({ identity: { givenName: 'Amina' } });
    expect(await rig.linesOf(AMINA)).toContainEqual(
      expect.objectContaining({ role: 'coordinator', action: 'person', reason: 'elevated' }),
    );
  });
});
