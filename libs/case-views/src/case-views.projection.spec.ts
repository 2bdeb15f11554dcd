import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPool } from '@jalons/database';
import type { StoredEvent } from '@jalons/event-log';
import { loadNomenclatures } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import pg from 'pg';
import { project } from '../../../test/policies/project.js';
import { createReadTables, createScopeTables } from '../../../test/policies/sign-in-as.js';
import { testId } from '../../../test/support/given.js';
import {
  AMINA,
  assigned,
  BRUNO,
  CCAS,
  FIRST,
  INES,
  JULES,
  MISSION,
  opening,
  OTHERS,
  PLIE,
  proposal,
  registration,
  SECOND,
  TERRITORY,
  Told,
  voids,
} from '../../../test/support/told.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { caseViewsProjection } from './case-views.projection.js';

const projection = caseViewsProjection(loadNomenclatures());

describe('the read models of people and their parcours', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    await createReadTables(owner, [projection]);
    pool = createPool(database.urls.owner, { name: 'spec', max: 1 });
  });

  beforeEach(clear);

  afterAll(async () => {
    await Promise.all([owner.end(), pool.end()]);
    await database.drop();
  });

  async function clear(): Promise<void> {
    await owner.query(`TRUNCATE ${projection.tables.map(({ name }) => `read.${name}`).join()}`);
  }

  async function rowsOf(table: string, where = 'true'): Promise<Record<string, unknown>[]> {
    const { primaryKey } = projection.tables.find(({ name }) => name === table)!;
    return (await pool.query(`SELECT * FROM read.${table} WHERE ${where} ORDER BY ${primaryKey.join()}`)).rows;
  }

  const everything = async () =>
    Object.fromEntries(
      await Promise.all(projection.tables.map(async ({ name }) => [name, await rowsOf(name)] as const)),
    ) as Record<string, Record<string, unknown>[]>;

  /** Folds what is told and answers the case of the first parcours. */
  async function fold(tell: (told: Told) => void) {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    told.step(FIRST, opening(AMINA), '2026-02-01');
    tell(told);
    await project(pool, projection, told.log);
    return (await rowsOf('cases', `parcours = '${FIRST}'`))[0];
  }

  it('show the opening structure its case, with the identity behind it', async () => {
    expect(await fold(() => {})).toMatchObject({
      ...{ beneficiary: AMINA, territory: TERRITORY, viewers: [MISSION], receivers: [], structures: [MISSION] },
      ...{ opened_on: '2026-02-01', exited: false, exited_on: null, referent: null, last_contact_on: null },
      ...{ due_on: 'infinity', entry_situation_missing: true, six_month_due_on: null, pending_since: null },
    });
    expect(await rowsOf('persons')).toMatchObject([{ person: AMINA, viewers: [MISSION], given_name: 'Amina' }]);
    expect(await rowsOf('case_viewers')).toMatchObject([{ structure: MISSION, parcours: FIRST, exited: false }]);
  });

  it('let the receiver know of her once proposed, read the parcours once she was met, and no more once it left', async () => {
    const seen = () => Promise.all([rowsOf('cases'), rowsOf('persons')]);
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    told.step(FIRST, opening(AMINA), '2026-02-01');
    const orientation = told.step(FIRST, proposal(), '2026-02-03');
    await project(pool, projection, told.log);
    expect(await seen()).toMatchObject([
      [{ viewers: [MISSION], receivers: [PLIE], pending_since: '2026-02-03' }],
      [{ viewers: [MISSION, PLIE] }],
    ]);
    const next = told.log.length;
    told.step(FIRST, { type: 'OrientationAccepted', data: { orientation } }, '2026-02-05');
    told.step(FIRST, { type: 'OrientationStarted', data: { orientation } }, '2026-02-09', { structure: PLIE });
    const membership = told.step(
      FIRST,
      { type: 'StructureJoined', data: { structure: PLIE, role: 'suivi', supportKind: 'global', orientation } },
      '2026-02-09',
      { structure: PLIE },
    );
    await project(pool, projection, told.log.slice(next));
    expect(await seen()).toMatchObject([
      [{ viewers: [MISSION, PLIE], receivers: [], pending_since: null, last_contact_on: '2026-02-09' }],
      [{ viewers: [MISSION, PLIE] }],
    ]);
    expect(await rowsOf('orientations')).toMatchObject([
      { orientation, accepted_on: '2026-02-05', started_on: '2026-02-09', ended_on: null, pending: false },
    ]);
    const last = told.log.length;
    told.step(FIRST, { type: 'StructureLeft', data: { membership, reason: 'objective-met' } }, '2026-03-01');
    await project(pool, projection, told.log.slice(last));
    expect(await seen()).toMatchObject([[{ viewers: [MISSION] }], [{ viewers: [MISSION] }]]);
  });

  it('keep a case that its last structure left, in an older log, with that structure', async () => {
    const left = (await fold((told) => {
      const [opened] = told.log.slice(-1);
      const joined = { structure: PLIE, role: 'suivi', supportKind: 'global' };
      const membership = told.step(FIRST, { type: 'StructureJoined', data: joined }, '2026-02-02');
      const leaving = (of: string) => ({ type: 'StructureLeft', data: { membership: of, reason: 'moved' } }) as const;
      told.step(FIRST, leaving(membership), '2026-03-02');
      told.step(FIRST, leaving(opened!.eventId), '2026-03-01');
    }))!;
    expect(left).toMatchObject({ viewers: [PLIE], structures: [PLIE], exited: false, referent: null });
    expect(await rowsOf('persons')).toMatchObject([{ person: AMINA, viewers: [PLIE] }]);
  });

  it('tell a receiver nothing of somebody who did not agree, nor after it declined', async () => {
    expect(await fold((told) => told.step(FIRST, proposal(PLIE, { personAgreed: false }), '2026-02-03'))).toMatchObject(
      {
        receivers: [],
        pending_since: '2026-02-03',
      },
    );
    await clear();
    const declined = await fold((told) => {
      const orientation = told.step(FIRST, proposal(), '2026-02-03');
      told.step(
        FIRST,
        { type: 'OrientationDeclined', data: { orientation, by: 'structure', reason: 'no-place' } },
        '2026-02-04',
      );
    });
    expect(declined).toMatchObject({ receivers: [], pending_since: null });
    expect(await rowsOf('parcours_details')).toMatchObject([{ readers: [MISSION] }]);
    expect(await rowsOf('orientations')).toMatchObject([{ ending: 'OrientationDeclined', pending: false }]);
  });

  it.each(['sharing', 'all'] as const)(
    'take her and the sheet from who has yet to meet her, while she objects (%s), and give both back',
    async (purpose) => {
      const seen = async () => {
        const [person] = await rowsOf('persons');
        const [sheet] = await rowsOf('parcours_details');
        return { viewers: person!['viewers'], readers: sheet!['readers'] };
      };
      const told = new Told();
      told.person(AMINA, registration('Amina'));
      told.step(FIRST, opening(AMINA), '2026-02-01');
      const orientation = told.step(FIRST, proposal(), '2026-02-03');
      await project(pool, projection, told.log);
      const shared = { viewers: [MISSION, PLIE], readers: [MISSION, PLIE] };
      expect(await seen()).toEqual(shared);
      const next = async (tell: () => string): Promise<string> => {
        const from = told.log.length;
        const id = tell();
        await project(pool, projection, told.log.slice(from));
        return id;
      };
      const objection = await next(() => told.person(AMINA, { type: 'ObjectionRecorded', data: { purpose } }));
      const kept = { viewers: [MISSION], readers: [MISSION] };
      expect(await seen()).toEqual(kept);
      const accepted = { type: 'OrientationAccepted', data: { orientation } } as const;
      await next(() => told.step(FIRST, accepted, '2026-02-05', { structure: PLIE }));
      expect(await seen()).toEqual(kept);
      expect(await rowsOf('orientations')).toMatchObject([{ to_structure: PLIE, pending: true }]);
      await next(() => told.person(AMINA, { type: 'ObjectionWithdrawn', data: { objection } }));
      expect(await seen()).toEqual(shared);
    },
  );

  it('take her from who has yet to meet her under one record, while she objects under another', async () => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    told.person(BRUNO, registration('Amina'));
    told.step(FIRST, opening(AMINA), '2026-02-01');
    told.step(FIRST, proposal(), '2026-02-03');
    told.person(BRUNO, { type: 'ObjectionRecorded', data: { purpose: 'sharing' } });
    const merge = told.person(AMINA, { type: 'BeneficiaryMerged', data: { into: BRUNO } });
    await project(pool, projection, told.log);
    expect(await rowsOf('persons')).toMatchObject([{ viewers: [MISSION] }, { viewers: [MISSION] }]);
    expect(await rowsOf('parcours_details')).toMatchObject([{ readers: [MISSION] }]);
    const from = told.log.length;
    told.person(AMINA, { type: 'MergeReversed', data: { merge } });
    await project(pool, projection, told.log.slice(from));
    expect(await rowsOf('persons')).toMatchObject([{ viewers: [MISSION, PLIE] }, { viewers: [MISSION] }]);
    expect(await rowsOf('parcours_details')).toMatchObject([{ readers: [MISSION, PLIE] }]);
  });

  it('keep health and justice, and the sheet, out of the document and of the case', async () => {
    await fold((told) => {
      told.step(FIRST, assigned(INES), '2026-02-01');
      const barrier = { barrierId: testId(500), blocking: true };
      told.step(FIRST, { type: 'BarrierIdentified', data: { ...barrier, theme: 'sante', note: 'dos' } }, '2026-02-02');
      told.step(FIRST, { type: 'BarrierIdentified', data: { ...barrier, theme: 'mobilite' } }, '2026-02-02');
      told.step(FIRST, proposal(CCAS, { need: 'sante' }), '2026-02-03');
      told.step(
        FIRST,
        { type: 'ParcoursExited', data: { reason: 'court-decision', proof: { kind: 'none' } } },
        '2026-06-01',
      );
    });
    const [timeline] = await rowsOf('parcours_timelines');
    expect(JSON.stringify(timeline)).not.toMatch(/sante|dos|Cherche|court-decision/);
    expect((timeline!.entries as { hidden?: string[] }[]).map(({ hidden }) => hidden)).toEqual([
      ...[undefined, undefined, ['note', 'theme'], undefined, ['need', 'sheet'], ['proof', 'reason']],
    ]);
    expect(await rowsOf('cases')).toMatchObject([{ exited: true, exited_on: '2026-06-01' }]);
    expect(await rowsOf('parcours_details')).toMatchObject([
      { readers: [MISSION], referent: INES, hidden: { theme: 'sante', note: 'dos' } },
      // The receiver that had not answered is waited for no more.
      { readers: [MISSION], referent: INES, hidden: { need: 'sante', sheet: { summary: 'Cherche un emploi' } } },
      { readers: [MISSION], referent: INES, hidden: { reason: 'court-decision' } },
    ]);
    expect(await rowsOf('cases')).toMatchObject([{ receivers: [], pending_since: null }]);
    expect(await rowsOf('orientations')).toMatchObject([{ unended: true, pending: false }]);
    expect(await rowsOf('persons')).toMatchObject([{ viewers: [MISSION] }]);
  });

  it('show of a voided entry only that it was, and give all of it back when the void is voided', async () => {
    const lastOf = async () => {
      const [timeline] = await rowsOf('parcours_timelines');
      return (timeline!.entries as { data: unknown; voided: boolean; hidden?: string[] }[])[1];
    };
    const told = new Told();
    told.step(FIRST, opening(AMINA), '2026-02-01');
    const barrier = { barrierId: testId(500), theme: 'sante', blocking: true };
    const wrong = told.step(FIRST, { type: 'BarrierIdentified', data: barrier }, '2026-02-02');
    const itsVoid = told.step(FIRST, voids(wrong), '2026-02-03');
    await project(pool, projection, told.log);
    expect(await lastOf()).toMatchObject({ voided: true, data: {}, hidden: ['barrierId', 'blocking', 'theme'] });
    expect(await rowsOf('parcours_details')).toEqual([]);
    const rest = told.log.length;
    told.step(FIRST, voids(itsVoid), '2026-02-04');
    await project(pool, projection, told.log.slice(rest));
    const { theme: _hidden, ...shown } = barrier;
    expect(await lastOf()).toMatchObject({ voided: false, data: shown, hidden: ['theme'] });
    expect(await rowsOf('parcours_details')).toMatchObject([{ hidden: { theme: 'sante' } }]);
    expect((await rowsOf('parcours_withheld')).map((row) => row['event_id'])).toEqual([itsVoid]);
  });

  it('take a contact for what it is: the person herself, reached or met', async () => {
    const tried = (reached: 'person' | 'third-party' | 'nobody'): ParcoursEvent => ({
      type: 'ContactAttempted',
      data: { channel: 'phone', reached },
    });
    expect(
      await fold((told) => {
        told.step(FIRST, tried('person'), '2026-02-10');
        told.step(FIRST, tried('third-party'), '2026-02-20');
        told.step(FIRST, tried('nobody'), '2026-02-21');
        const wrong = told.step(FIRST, tried('person'), '2026-02-22');
        told.step(FIRST, voids(wrong), '2026-02-23');
      }),
    ).toMatchObject({ last_contact_on: '2026-02-10' });
  });

  it('put first what is due first, and forget what was done or met', async () => {
    const planned = (dueOn: string): ParcoursEvent => ({
      type: 'NextActionPlanned',
      data: { what: 'Appeler', dueOn: dueOn as never, who: { kind: 'person' } },
    });
    const at = (on: string) => ({ on: on as never });
    expect(
      await fold((told) => {
        const nextAction = told.step(FIRST, planned('2026-02-05'), '2026-02-01');
        told.step(FIRST, { type: 'NextActionDone', data: { nextAction } }, '2026-02-04');
        told.step(FIRST, planned('2026-03-09'), '2026-02-01');
        const appointment = told.step(
          FIRST,
          { type: 'AppointmentScheduled', data: { at: at('2026-02-20'), with: { structure: MISSION } } },
          '2026-02-01',
        );
        told.step(FIRST, { type: 'AppointmentRescheduled', data: { appointment, at: at('2026-02-27') } }, '2026-02-19');
      }),
    ).toMatchObject({ due_on: '2026-02-27' });
  });

  it('follow the referent, the exit, its situation at six months and a reopening', async () => {
    const exited = await fold((told) => {
      const assignment = told.step(FIRST, assigned(INES), '2026-02-01');
      told.step(FIRST, { type: 'ReferentReleased', data: { assignment } }, '2026-02-10');
      told.step(FIRST, assigned(JULES), '2026-02-12');
      told.step(FIRST, { type: 'ParcoursExited', data: { reason: 'job', proof: { kind: 'none' } } }, '2026-08-31');
    });
    expect(exited).toMatchObject({
      ...{ referent: JULES, referent_since: '2026-02-12', exited: true, exited_on: '2026-08-31' },
      ...{ six_month_due_on: '2027-02-28' },
    });
    expect(await rowsOf('case_viewers')).toMatchObject([{ exited: true }]);
    await clear();
    const reopened = await fold((told) => {
      const exit = told.step(
        FIRST,
        { type: 'ParcoursExited', data: { reason: 'job', proof: { kind: 'none' } } },
        '2026-08-31',
      );
      told.step(FIRST, { type: 'ParcoursReopened', data: { exit } }, '2026-09-15');
    });
    expect(reopened).toMatchObject({ exited: false, exited_on: null, six_month_due_on: null });
  });

  it('undo an opening whole, and give the person back to who registered her', async () => {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    const opened = told.step(FIRST, opening(AMINA), '2026-02-01', { structure: PLIE });
    told.step(FIRST, voids(opened), '2026-02-02');
    await project(pool, projection, told.log);
    expect(await rowsOf('cases')).toEqual([]);
    expect(await rowsOf('case_viewers')).toEqual([]);
    expect(await rowsOf('parcours_timelines')).toMatchObject([{ viewers: [], revision: 1 }]);
    expect(await rowsOf('persons')).toMatchObject([{ viewers: [MISSION] }]);
  });

  it('hold nothing of an erased person, and all of the others', async () => {
    const { log } = twoPeople();
    await project(pool, projection, log);
    const erased = new Told();
    erased.log.push(...log);
    const last = log.length;
    erased.person(AMINA, { type: 'BeneficiaryErased', data: { intent: testId(900) } }, '2026-09-01');
    const erasure = { ...erased.log[last]!, keyId: testId(0) } as StoredEvent;
    await project(pool, projection, [erasure]);
    const rows = await everything();
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${AMINA}|${FIRST}|${SECOND}|Amina`));
    expect(rows['persons']).toMatchObject([{ person: BRUNO }]);
    await clear();
    await project(pool, projection, [...log, erasure]);
    expect(await everything()).toEqual(rows);
  });

  /** Two people, three parcours, whose streams are interleaved. */
  function twoPeople(): Told {
    const told = new Told();
    told.person(AMINA, registration('Amina'));
    told.step(FIRST, opening(AMINA, 'outreach'), '2026-02-01');
    told.person(BRUNO, registration('Bruno'));
    told.step(OTHERS, opening(BRUNO), '2026-02-02');
    told.step(FIRST, assigned(INES), '2026-02-01');
    const orientation = told.step(FIRST, proposal(CCAS, { need: 'sante' }), '2026-02-03');
    told.step(OTHERS, proposal(PLIE), '2026-02-04');
    const wrong = told.person(AMINA, { type: 'ProfileUpdated', data: { familyName: 'Fausse' } });
    told.step(FIRST, { type: 'OrientationAccepted', data: { orientation } }, '2026-02-05', { structure: CCAS });
    told.person(AMINA, voids(wrong));
    told.step(FIRST, { type: 'OrientationStarted', data: { orientation } }, '2026-02-08', { structure: CCAS });
    told.step(FIRST, voids(orientation), '2026-02-09');
    told.step(FIRST, proposal(PLIE), '2026-02-03', { corrects: orientation });
    const exit = { reason: 'moved', proof: { kind: 'none' } };
    told.step(FIRST, { type: 'ParcoursExited', data: exit }, '2026-04-01');
    told.step(SECOND, opening(AMINA), '2026-06-01', { structure: PLIE });
    told.step(OTHERS, { type: 'ParcoursExited', data: exit }, '2026-05-01');
    return told;
  }
});
