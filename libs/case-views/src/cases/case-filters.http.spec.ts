import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ParcoursEvent } from '@jalons/parcours';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { type CaseViewsRig, openCaseViews, TODAY } from '../../../../test/support/case-views.js';
import { testId } from '../../../../test/support/given.js';
import * as told from '../../../../test/support/told.js';
import { CASE_FILTERS, type CaseFilter } from './case-filters.js';

const { AMINA, MISSION, PLIE, CCAS, TERRITORY } = told;
const TOMORROW = '2026-04-11';

/** Parcours by what there is to do about them; each opened by MISSION on the first of the month named. */
const CASES = {
  quiet: testId(701),
  alone: testId(702),
  sent: testId(703),
  sentBefore: testId(704),
  due: testId(705),
  overdue: testId(706),
  dueTomorrow: testId(707),
  unsaid: testId(708),
  leftLong: testId(709),
  leftLately: testId(710),
  leftAndAsked: testId(711),
  elsewhere: testId(712),
} as const;
const NAMES = new Map<string, string>(Object.entries(CASES).map(([name, id]) => [id, name]));

describe('the file active by what is to do', () => {
  let rig: CaseViewsRig;
  let ines: TestSession;
  let coordinator: TestSession;

  beforeAll(async () => {
    rig = await openCaseViews();
    ines = await signInAs(rig.owner, { role: 'operator', structure: MISSION, territory: TERRITORY });
    coordinator = await signInAs(rig.owner, { role: 'coordinator', structure: randomUUID(), territory: TERRITORY });
    await rig.fold(cases());
    await found(CASES.quiet, 'at-risk', '2026-03-20');
    await found(CASES.alone, 'watch', '2026-03-01');
    await found(CASES.sent, 'critical', '2026-03-10');
    await found(CASES.due, 'at-risk', '2026-03-15', 'objection');
  });

  afterAll(() => rig.close());

  /** What the last review found. */
  async function found(parcours: string, level: string, since: string, stoppedBy: string | null = null): Promise<void> {
    await rig.owner.query(
      'UPDATE read.risk_board SET level = $2, since = $3, stopped_by = $4, flag_count = 1 WHERE parcours = $1',
      [parcours, level, since, stoppedBy],
    );
  }

  function cases() {
    const log = new told.Told();
    const situation: ParcoursEvent = {
      type: 'EntrySituationRecorded',
      data: { situation: 'unemployed', benefits: [], education: 'unknown', household: 'unknown' } as never,
    };
    const open = (parcours: string, on: string, referent: string | null, said = true) => {
      log.step(parcours, told.opening(AMINA), on);
      if (said) log.step(parcours, situation, on);
      if (referent !== null) log.step(parcours, told.assigned(referent), on);
    };
    const planned = (dueOn: string): ParcoursEvent => ({
      type: 'NextActionPlanned',
      data: { what: 'Appeler', dueOn: dueOn as never, who: { kind: 'person' } },
    });
    const exit: ParcoursEvent = { type: 'ParcoursExited', data: { reason: 'moved', proof: { kind: 'none' } } };
    const me = ines.professional;
    open(CASES.quiet, '2026-01-01', me);
    open(CASES.alone, '2026-02-01', null);
    open(CASES.sent, '2026-01-01', me);
    log.step(CASES.sent, told.proposal(PLIE, { transfersReferent: false }), '2026-03-09');
    open(CASES.sentBefore, '2026-01-01', told.JULES);
    log.step(CASES.sentBefore, told.proposal(CCAS), '2026-03-01');
    open(CASES.due, '2026-01-01', told.JULES);
    log.step(CASES.due, planned(TODAY), '2026-04-01');
    open(CASES.overdue, '2026-01-01', me);
    log.step(CASES.overdue, planned('2026-04-02'), '2026-04-01');
    open(CASES.dueTomorrow, '2026-01-01', told.JULES);
    log.step(CASES.dueTomorrow, planned(TOMORROW), '2026-04-01');
    open(CASES.unsaid, '2026-03-01', told.JULES, false);
    open(CASES.leftLong, '2025-01-01', me);
    log.step(CASES.leftLong, exit, '2025-10-10');
    open(CASES.leftLately, '2025-01-01', me);
    log.step(CASES.leftLately, exit, '2025-10-11');
    open(CASES.leftAndAsked, '2025-01-01', me);
    const left = log.step(CASES.leftAndAsked, exit, '2025-09-01');
    const asked = { exit: left, situation: 'in-job' } as never;
    log.step(CASES.leftAndAsked, { type: 'SituationAtSixMonthsRecorded', data: asked }, '2026-03-01');
    log.step(CASES.elsewhere, inStructure(PLIE), '2026-01-01', { structure: PLIE });
    return log.log;
  }

  function inStructure(structure: string): ParcoursEvent {
    const opened = told.opening(AMINA);
    return { ...opened, data: { ...opened.data, structure } } as ParcoursEvent;
  }

  const get = (path: string, by: TestSession) => rig.app.inject({ url: `/api/v1/${path}`, headers: by.headers });

  async function walk(by: TestSession, query: string): Promise<string[]> {
    const found: string[] = [];
    let cursor = '';
    do {
      const answer = (await get(`cases?limit=1&${query}${cursor}`, by)).json();
      found.push(...answer.items.map(({ parcoursId }: { parcoursId: string }) => NAMES.get(parcoursId)!));
      cursor = answer.next === undefined ? '' : `&cursor=${answer.next}`;
    } while (cursor !== '');
    return found;
  }

  it.each<[CaseFilter, string[]]>([
    ['no-referent', ['alone']],
    ['orientation-pending', ['sentBefore', 'sent']],
    ['next-action-due', ['overdue', 'due']],
    ['entry-situation-missing', ['unsaid']],
    ['six-month-due', ['leftLong']],
    ['at-risk', ['sent', 'quiet']],
  ])('is walked by what has waited longest: %s', async (filter, expected) => {
    expect(await walk(ines, `filter=${filter}`)).toEqual(expected);
  });

  it('keeps what one answers for apart, and takes both questions at once', async () => {
    const mine = ['quiet', 'sent', 'overdue', 'leftLong', 'leftLately', 'leftAndAsked'];
    expect((await walk(ines, 'whose=mine')).toSorted()).toEqual(mine.toSorted());
    expect(await walk(ines, 'whose=mine&status=open')).toEqual(['overdue', 'quiet', 'sent']);
    expect(await walk(ines, 'whose=mine&filter=orientation-pending')).toEqual(['sent']);
    expect(await walk(ines, 'whose=mine&filter=no-referent')).toEqual([]);
  });

  it('is that of the territory for its coordinator, by number', async () => {
    expect(await walk(coordinator, 'filter=entry-situation-missing')).toEqual(['elsewhere', 'unsaid']);
    const [first] = (await get('cases?filter=entry-situation-missing', coordinator)).json().items;
    expect(first.displayName).toBe('Dossier 00000712');
    expect(await walk(coordinator, 'filter=at-risk')).toEqual(['sent', 'quiet']);
    expect(await walk(coordinator, 'whose=mine')).toEqual([]);
  });

  it.each(['operator', 'coordinator'])('counts what each list holds, for the %s', async (role) => {
    const by = role === 'operator' ? ines : coordinator;
    const counts = (await get('cases/counts', by)).json();
    for (const filter of CASE_FILTERS)
      expect([filter, counts[filter]]).toEqual([filter, (await walk(by, `filter=${filter}`)).length]);
    expect(counts.open).toBe((await walk(by, 'status=open')).length);
    expect(counts.exited).toBe((await walk(by, 'status=exited')).length);
    expect(counts.mine).toBe((await walk(by, 'whose=mine&status=open')).length);
  });

  it('names who left with a portfolio, to the structure that she left, one line each', async () => {
    await rig.nameProfessional(told.JULES, 'Jules', 'Modèle');
    await rig.name(MISSION, 'Mission locale');
    const departed = async (by: TestSession) => (await get('cases/counts', by)).json().departed;
    const held = async (until: string | null) => {
      await rig.owner.query('DELETE FROM read.mandates WHERE professional = $1', [told.JULES]);
      await rig.owner.query(
        `INSERT INTO read.mandates (mandate, professional, role, structure, territory, zone, held_from, held_until)
         VALUES ($1, $2, 'operator', $3, $4, 'Europe/Paris', '2020-01-01', $5)`,
        [randomUUID(), told.JULES, MISSION, TERRITORY, until],
      );
    };
    for (const until of [null, TOMORROW]) {
      await held(until);
      expect(await departed(ines)).toEqual([]);
    }
    await held(TODAY);
    const open = (await get(`cases?status=open&referent=${told.JULES}`, ines)).json().items;
    expect(await departed(ines)).toEqual([
      {
        referent: { id: told.JULES, name: 'Jules Modèle' },
        structure: { id: MISSION, name: 'Mission locale' },
        cases: open.length,
      },
    ]);
    const elsewhere = await signInAs(rig.owner, { role: 'operator', structure: PLIE, territory: TERRITORY });
    for (const by of [elsewhere, coordinator]) expect(await departed(by)).toEqual([]);
    await rig.owner.query('DELETE FROM read.mandates WHERE professional = $1', [told.JULES]);
  });

  it('counts a case once for who belongs to both structures that follow it', async () => {
    const both = await signInAs(
      rig.owner,
      { role: 'operator', structure: MISSION, territory: TERRITORY },
      { role: 'structure-manager', structure: PLIE, territory: TERRITORY },
    );
    const log = new told.Told(5000);
    const shared = testId(720);
    log.step(shared, told.opening(AMINA), '2026-04-01');
    const orientation = log.step(shared, told.proposal(PLIE), '2026-04-02');
    log.step(shared, { type: 'OrientationStarted', data: { orientation } }, '2026-04-03', { structure: PLIE });
    await rig.fold(log.log);
    const { open } = (await get('cases/counts', both)).json();
    expect(open).toBe((await get('cases?status=open&limit=200', both)).json().items.length);
  });

  it('refuses the page of another list, and a filter that does not exist', async () => {
    const { next } = (await get('cases?limit=1&filter=orientation-pending', ines)).json();
    expect((await get(`cases?filter=no-referent&cursor=${next}`, ines)).json()).toMatchObject({
      ...{ status: 400, code: 'cursor-malformed' },
    });
    expect((await get('cases?filter=at-ease', ines)).statusCode).toBe(422);
    expect((await get('cases?whose=theirs', ines)).statusCode).toBe(422);
  });
});
