import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { Role } from '@jalons/identity';
import { civilDateOf, loadNomenclatures } from '@jalons/kernel';
import fc from 'fast-check';
import { signInAs, type TestSession } from '../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews } from '../../../test/support/case-views.js';
import { testId } from '../../../test/support/given.js';
import * as told from '../../../test/support/told.js';
import { caseViewsProjection } from './case-views.projection.js';

const projection = caseViewsProjection(loadNomenclatures());

const CHLOE = testId(3);
const DAY = '2026-03-01';
const { AMINA, BRUNO, FIRST, SECOND, OTHERS, MISSION, PLIE, CCAS, TERRITORY } = told;

/** What identifies a row, and the columns that the api may read. */
const TABLES = {
  parcours_timelines: 'parcours',
  parcours_details: 'parcours',
  cases: 'parcours',
  case_viewers: 'parcours',
  orientations: 'parcours',
  persons: 'person',
  duplicates: 'person',
  notices_due: 'person',
} as const;

type Seen = Partial<Record<keyof typeof TABLES, readonly string[]>>;

describe('what the rows of people let through, with no help from the application', () => {
  let rig: CaseViewsRig;

  beforeAll(async () => {
    rig = await openCaseViews();
    await rig.fold(twoPeople());
  });

  afterAll(() => rig.close());

  /**
   * Amina's first parcours: opened by MISSION, received by PLIE, which then left. Her second one: by PLIE. Bruno's:
   * by CCAS, proposed to PLIE and, without his agreement, to MISSION.
   */
  function twoPeople() {
    const log = new told.Told();
    const openedBy = (person: string, structure: string) => {
      const opened = told.opening(person);
      return { ...opened, data: { ...opened.data, structure } } as typeof opened;
    };
    log.person(AMINA, told.registration('Amina'));
    log.person(BRUNO, told.registration('Bruno'));
    log.step(FIRST, openedBy(AMINA, MISSION), '2026-02-01');
    const barrier = { barrierId: testId(500), theme: 'sante', blocking: true };
    log.step(FIRST, { type: 'BarrierIdentified', data: barrier }, '2026-02-02');
    const orientation = log.step(FIRST, told.proposal(PLIE), '2026-02-03');
    log.step(FIRST, { type: 'OrientationStarted', data: { orientation } }, '2026-02-04', { structure: PLIE });
    const joined = { structure: PLIE, role: 'suivi', supportKind: 'global', orientation };
    const membership = log.step(FIRST, { type: 'StructureJoined', data: joined }, '2026-02-04', { structure: PLIE });
    log.step(FIRST, { type: 'StructureLeft', data: { membership, reason: 'objective-met' } }, '2026-02-20');
    log.step(SECOND, openedBy(AMINA, PLIE), '2026-03-01', { structure: PLIE });
    log.step(OTHERS, openedBy(BRUNO, CCAS), '2026-03-01', { structure: CCAS });
    log.step(OTHERS, told.proposal(PLIE, { fromStructure: CCAS }), '2026-03-02', { structure: CCAS });
    const unasked = { fromStructure: CCAS, personAgreed: false };
    log.step(OTHERS, told.proposal(MISSION, unasked), '2026-03-02', { structure: CCAS });
    log.person(BRUNO, { type: 'DuplicateSuspected', data: { other: AMINA, because: 'operator' } });
    return log.log;
  }

  async function seenBy(token: string | undefined): Promise<Seen> {
    const seen = await Promise.all(
      Object.entries(TABLES).map(async ([table, key]) => {
        const text = `SELECT DISTINCT ${key} AS id FROM read.${table} ORDER BY id`;
        const { rows } = await rig.scoped.query<{ id: string }>(token, text);
        return [table, rows.map(({ id }) => id)] as const;
      }),
    );
    return Object.fromEntries(seen.filter(([, ids]) => ids.length > 0));
  }

  const as = (role: Role, structure: string = randomUUID(), territory: string = randomUUID()) =>
    signInAs(rig.owner, { role, structure, territory });

  async function elevate({ professional }: TestSession, person: string, until: number): Promise<void> {
    await rig.owner.query(
      `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
       VALUES (gen_random_uuid(), $1, $2, 'safety', 0, $3)`,
      [professional, person, until],
    );
  }

  it.each(['operator', 'structure-manager'] as const)('gives each %s the people of the structure', async (role) => {
    expect(await seenBy((await as(role, MISSION)).token)).toEqual({
      ...{ parcours_timelines: [FIRST], parcours_details: [FIRST], cases: [FIRST], case_viewers: [FIRST] },
      // Nothing of Bruno, who did not agree to be sent to it, but that his record may be one with Amina's.
      ...{ orientations: [FIRST], persons: [AMINA], notices_due: [AMINA], duplicates: [BRUNO] },
    });
    expect(await seenBy((await as(role, PLIE)).token)).toEqual({
      ...{ parcours_timelines: [SECOND], cases: [SECOND], case_viewers: [SECOND] },
      // The sheets that it received, of a parcours it has left and of one it has still to answer.
      ...{
        parcours_details: [FIRST, OTHERS],
        orientations: [FIRST, OTHERS],
        persons: [AMINA, BRUNO],
        notices_due: [AMINA],
        duplicates: [BRUNO],
      },
    });
    expect(await seenBy((await as(role, CCAS)).token)).toEqual({
      ...{ parcours_timelines: [OTHERS], parcours_details: [OTHERS], cases: [OTHERS], case_viewers: [OTHERS] },
      ...{ orientations: [OTHERS], persons: [BRUNO], duplicates: [BRUNO] },
    });
  });

  it('gives a coordinator the process of the territory, and of no other, without any identity', async () => {
    expect(await seenBy((await as('coordinator', MISSION, TERRITORY)).token)).toEqual({
      ...{ cases: [FIRST, SECOND, OTHERS], orientations: [FIRST, OTHERS], duplicates: [BRUNO] },
    });
    expect(await seenBy((await as('coordinator', MISSION)).token)).toEqual({});
  });

  it.each(['steering', 'institutional', 'dpo', 'admin'] as const)('gives a %s nothing', async (role) => {
    expect(await seenBy((await as(role, MISSION, TERRITORY)).token)).toEqual({});
  });

  it('gives nothing without a session, with an invented or an ended one, or to who follows nobody here', async () => {
    const ended = await as('operator', MISSION);
    await rig.owner.query(`UPDATE auth.sessions SET ended_at = now() WHERE professional = $1`, [ended.professional]);
    for (const token of [undefined, 'A'.repeat(43), ended.token, (await as('operator')).token]) {
      expect(await seenBy(token)).toEqual({});
    }
  });

  it('opens a person broken the glass on, all of her and nobody else, while it holds', async () => {
    const coordinator = await as('coordinator');
    await elevate(coordinator, BRUNO, 1);
    expect(await seenBy(coordinator.token)).toEqual({});
    await elevate(coordinator, BRUNO, 8_000_000_000_000);
    expect(await seenBy(coordinator.token)).toEqual({
      ...{ parcours_timelines: [OTHERS], parcours_details: [OTHERS], cases: [OTHERS], orientations: [OTHERS] },
      persons: [BRUNO],
      duplicates: [BRUNO],
    });
  });

  it('keeps what an entry says of health from who shares the parcours, and opens it to the referent', async () => {
    const referent = await as('operator');
    const sharing = await as('operator');
    const log = new told.Told(2000);
    const opened = told.opening(AMINA);
    const byAnother = { ...opened, data: { ...opened.data, structure: sharing.structure } } as typeof opened;
    const barrier = { barrierId: testId(501), theme: 'sante', blocking: true };
    log.step(testId(800), byAnother, '2026-02-01', { territory: testId(42) });
    log.step(testId(800), told.assigned(referent.professional, referent.structure), '2026-02-01');
    const entry = log.step(testId(800), { type: 'BarrierIdentified', data: barrier }, '2026-02-02', {
      structure: CCAS,
    });
    await rig.fold(log.log);
    const text = 'SELECT hidden FROM read.parcours_details WHERE event_id = $1';
    const detail = async ({ token }: TestSession) => (await rig.scoped.query(token, text, [entry])).rows;
    expect(await detail(referent)).toEqual([{ hidden: { theme: 'sante' } }]);
    expect(await detail(sharing)).toEqual([]);
    await rig.fold([{ ...log.log[2]!, ...told.voids(log.log[0]!.eventId), eventId: testId(2003), revision: 3 }]);
  });

  it('leaves a receiver the bare orientation to answer, of a person who objects to sharing since', async () => {
    const [from, to] = [randomUUID(), randomUUID()];
    const [sender, receiver] = [await as('operator', from), await as('operator', to)];
    const log = new told.Told(4000);
    const opened = told.opening(CHLOE);
    log.person(CHLOE, told.registration('Chloé'));
    log.step(testId(801), { ...opened, data: { ...opened.data, structure: from } } as typeof opened, DAY);
    log.step(testId(801), told.proposal(to, { fromStructure: from }), DAY);
    log.person(CHLOE, { type: 'ObjectionRecorded', data: { purpose: 'sharing' } }, DAY);
    const hers = log.log.map((event) => ({ ...event, keyId: CHLOE, territory: testId(42) }));
    await rig.fold(hers.slice(0, 3));
    const known = { orientations: [testId(801)], persons: [CHLOE], parcours_details: [testId(801)] };
    expect(await seenBy(receiver.token)).toEqual(known);
    await rig.fold(hers.slice(3));
    expect(await seenBy(receiver.token)).toEqual({ orientations: [testId(801)] });
    expect(await seenBy(sender.token)).toMatchObject(known);
    const erased = { ...hers[3]!, type: 'BeneficiaryErased', data: { intent: testId(900) }, keyId: testId(0) };
    await rig.fold([{ ...erased, eventId: testId(4009), revision: 2 }]);
  });

  it('keeps what a criterion tells of health, and why she is restricted, from who shares or receives her', async () => {
    const [record, share, receive] = [randomUUID(), randomUUID(), randomUUID()];
    const [recorder, sharing, receiver] = await Promise.all([record, share, receive].map((id) => as('operator', id)));
    const referent = await as('operator');
    const log = new told.Told(5000);
    const opened = told.opening(CHLOE);
    const declared = (criterion: string): BeneficiaryEvent => ({
      type: 'CriterionDeclared',
      data: { criterion, answer: 'yes', on: civilDateOf(DAY) },
    });
    log.person(CHLOE, told.registration('Chloé'));
    log.step(testId(802), { ...opened, data: { ...opened.data, structure: share } } as typeof opened, DAY);
    log.step(testId(802), told.assigned(referent.professional, share), DAY);
    log.step(testId(802), told.proposal(receive, { fromStructure: share }), DAY);
    log.person(CHLOE, declared('aah'), DAY);
    log.person(CHLOE, declared('rsa'), DAY);
    const recorded = { keyId: CHLOE, territory: testId(42), structure: record };
    await rig.fold(log.log.map((event) => ({ ...event, ...recorded })));
    const criteria = async ({ token }: TestSession) => {
      const text = `SELECT each->>'criterion' AS criterion FROM read.person_details, jsonb_array_elements(criteria) each`;
      return (await rig.scoped.query<{ criterion: string }>(token, text)).rows.map(({ criterion }) => criterion).sort();
    };
    expect(await criteria(sharing!)).toEqual(['rsa']);
    expect(await criteria(receiver!)).toEqual([]);
    expect(await criteria(recorder!)).toEqual(['aah']);
    expect(await criteria(referent)).toEqual(['aah']);
    const restricted = { type: 'ProcessingRestricted', data: { reason: 'hospitalisée' } } as const;
    log.person(CHLOE, restricted, DAY);
    await rig.fold([{ ...log.log[6]!, ...recorded }]);
    const reasons = async ({ token }: TestSession) => {
      const text = 'SELECT reasons FROM read.person_details WHERE reasons::text ~ $1';
      return (await rig.scoped.query(token, text, ['hospitalisée'])).rows.length;
    };
    expect(await Promise.all([sharing!, receiver!, recorder!, referent].map(reasons))).toEqual([0, 0, 1, 1]);
    const { rows } = await rig.scoped.query(sharing!.token, 'SELECT standing FROM read.persons');
    expect(JSON.stringify(rows)).not.toMatch(/hospitalisée|aah/);
    const coordinator = await as('coordinator');
    await elevate(coordinator, CHLOE, 8_000_000_000_000);
    expect(await criteria(coordinator)).toEqual(['aah', 'rsa']);
    const erased = { ...log.log[6]!, type: 'BeneficiaryErased', data: { intent: testId(900) }, keyId: testId(0) };
    await rig.fold([{ ...erased, eventId: testId(5009), revision: 4 }]);
    expect(await criteria(recorder!)).toEqual([]);
  });

  it('lets the api write nothing, and read nothing of the entries behind the people', async () => {
    const { token } = await as('operator', MISSION);
    const denied = { code: '42501' };
    for (const behind of ['person_entries', 'parcours_withheld']) {
      await expect(rig.scoped.query(token, `SELECT * FROM read.${behind}`)).rejects.toMatchObject(denied);
    }
    for (const { name, primaryKey } of projection.tables) {
      await expect(rig.scoped.query(token, `DELETE FROM read.${name}`)).rejects.toMatchObject(denied);
      const update = `UPDATE read.${name} SET ${primaryKey[0]} = NULL`;
      await expect(rig.scoped.query(token, update)).rejects.toMatchObject(denied);
    }
  });

  it('shows each case to the structures that its own row names, whatever the structure', async () => {
    const structures = [MISSION, PLIE, CCAS, randomUUID()];
    const rows = (
      await rig.owner.query<{ parcours: string; viewers: string[] }>('SELECT parcours, viewers FROM read.cases')
    ).rows;
    await fc.assert(
      fc.asyncProperty(fc.subarray(structures, { minLength: 1 }), async (held) => {
        const session = await signInAs(
          rig.owner,
          ...held.map((structure) => ({ role: 'operator' as const, structure })),
        );
        const expected = rows.filter(({ viewers }) => viewers.some((viewer) => held.includes(viewer)));
        const seen = await rig.scoped.query<{ parcours: string }>(session.token, 'SELECT parcours FROM read.cases');
        expect(seen.rows.map(({ parcours }) => parcours).toSorted()).toEqual(
          expected.map(({ parcours }) => parcours).toSorted(),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('keeps no statistics of personal columns', async () => {
    const { rows } = await rig.owner.query<{ column: string }>(
      `SELECT attrelid::regclass || '.' || attname AS column FROM pg_attribute
        WHERE attrelid::regclass::text = ANY ($1) AND attnum > 0 AND attstattarget = 0`,
      [projection.tables.map(({ name }) => `read.${name}`)],
    );
    const kept = rows.map(({ column }) => column.replace('read.', ''));
    expect(kept).toEqual(
      expect.arrayContaining([
        ...['parcours_timelines.entries', 'parcours_details.hidden', 'person_entries.event', 'persons.family_name'],
        ...['person_details.criteria', 'person_details.reasons'],
        ...[
          'case_viewers.head',
          'persons.given_name',
          'persons.birth_date',
          'persons.phone',
          'persons.email',
          'persons.address',
        ],
      ]),
    );
  });
});
