import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, ScopedDatabase } from '@jalons/database';
import { SESSION_COOKIE } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { past } from '../../../../test/support/parcours.js';
import { RiskPlace, type Seated } from '../../../../test/support/risk/risk-place.js';
import { met } from '../../../../test/support/risk/story.js';

/** What PostgreSQL shows of risks to each session, with no help from the application. */
describe('what a session may see of risks, in the database', () => {
  let place: RiskPlace;
  let pool: pg.Pool;
  let scoped: ScopedDatabase;
  let referent: Seated;
  let receiver: Seated;
  let deputy: Seated;
  let stranger: Seated;
  let coordinator: Seated;
  let admin: Seated;
  let dpo: Seated;
  let id: Uuid;
  let sent: Uuid;
  /** Nothing but an orientation that its receiver accepted and never started. */
  let waiting: Uuid;

  beforeAll(async () => {
    place = await RiskPlace.open();
    const [structure, other] = [await place.structure(), await place.structure()];
    referent = await place.signIn('operator', structure);
    deputy = await place.signIn('operator', structure);
    receiver = await place.signIn('operator', other);
    stranger = await place.signIn('operator', await place.structure());
    coordinator = await place.signIn('coordinator');
    admin = await place.signIn('admin');
    dpo = await place.signIn('dpo');
    const worry = past('ConcernRaised', '2024-05-02', { note: 'Voix éteinte' });
    ({ id } = await place.parcours(structure, referent.professional, [worry]));
    const proposal = { toStructure: other, fromStructure: structure, personAgreed: true, transfersReferent: false };
    const orientation = randomUUID();
    const handover = [
      past(
        'OrientationProposed',
        '2024-04-02',
        { ...proposal, commonLaw: true, need: 'mobilite' } as never,
        orientation,
      ),
      past('OrientationAccepted', '2024-04-03', { orientation } as never),
    ];
    ({ id: waiting } = await place.parcours(structure, referent.professional, [met('2024-04-20'), ...handover]));
    const proposed = past('OrientationProposed', '2024-04-02', {
      ...proposal,
      commonLaw: true,
      need: 'mobilite',
    } as never);
    ({ id: sent } = await place.parcours(structure, referent.professional, [worry, proposed]));
    await place.log.tell(`professional-${referent.professional}`, referent.professional, [
      {
        ...{ type: 'AbsenceDeclared', on: '2024-05-01' },
        data: { from: '2024-05-01', to: '2024-06-01', deputy: deputy.professional } as never,
      },
    ]);
    await place.reviewOn('2024-05-06');
    await place.reviewOn('2024-05-16');
    pool = createPool(place.log.database.urls.api, { name: 'spec-policies', max: 2, pipeline: true });
    scoped = new ScopedDatabase(pool);
  });
  afterAll(async () => {
    await pool.end();
    await place.close();
  });

  const tokenOf = ({ headers }: Seated) => headers['cookie']!.slice(`${SESSION_COOKIE}=`.length);
  const seen = async (by: Seated, table: string, column = 'parcours'): Promise<readonly Uuid[]> => {
    const { rows } = await scoped.query<{ one: Uuid }>(tokenOf(by), `SELECT ${column} AS one FROM read.${table}`);
    return rows.map(({ one }) => one).toSorted();
  };
  const past_ = async (by: Seated, parcours: Uuid) =>
    (await scoped.query<{ past: object | null }>(tokenOf(by), 'SELECT read.risk_past($1) AS past', [parcours])).rows[0]!
      .past;

  it('alerts go to those who follow the person, and to who is to receive her where they tell of that alone', async () => {
    expect(await seen(referent, 'risk_alerts')).toEqual([id, sent, waiting].toSorted());
    // A worry too raised the one of the other person that it is to receive.
    expect(await seen(receiver, 'risk_alerts')).toEqual([waiting]);
    for (const by of [stranger, coordinator, admin, dpo]) expect(await seen(by, 'risk_alerts')).toEqual([]);
  });

  it('escalations and numbers go to the coordinator of the territory alone', async () => {
    expect(await seen(coordinator, 'risk_escalations')).toEqual([id, sent, waiting].toSorted());
    expect(await seen(coordinator, 'risk_alert_counts', 'territory')).toEqual([place.territory]);
    for (const by of [referent, receiver, stranger, admin, dpo]) {
      expect(await seen(by, 'risk_escalations')).toEqual([]);
      expect(await seen(by, 'risk_alert_counts', 'territory')).toEqual([]);
    }
  });

  it('the board is read by case number over the territory', async () => {
    const all = [id, sent, waiting].toSorted();
    for (const by of [referent, coordinator]) expect(await seen(by, 'risk_board')).toEqual(all);
    for (const by of [receiver, stranger, admin, dpo]) expect(await seen(by, 'risk_board')).toEqual([]);
  });

  it('who stands in for whom is known to both and to their structure', async () => {
    for (const by of [referent, deputy]) {
      expect(await seen(by, 'risk_deputies', 'deputy')).toEqual([deputy.professional]);
    }
    for (const by of [receiver, stranger, coordinator]) expect(await seen(by, 'risk_deputies', 'deputy')).toEqual([]);
  });

  it.each([
    'risk_cases',
    'risk_alert_states',
    'risk_people',
    'risk_encounters',
    'risk_professionals',
    'risk_rule_sets',
  ])('%s is read by no session', async (table) => {
    await expect(scoped.query(tokenOf(referent), `SELECT 1 FROM read.${table}`)).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('what a replay reads is handed out under the scope of the session', async () => {
    expect(await past_(referent, id)).toMatchObject({ parcours: [{ id }], elevated: false });
    for (const parcours of [id, sent, waiting]) expect(await past_(receiver, parcours)).toBeNull();
    for (const by of [stranger, coordinator, admin, dpo]) expect(await past_(by, id)).toBeNull();
    await expect(pool.query('SELECT read.risk_past($1)', [id])).resolves.toMatchObject({ rows: [{ risk_past: null }] });
  });

  it('failed reviews are asked for again in the coordinator’s own territory alone', async () => {
    await place.log.pool.query(`UPDATE read.risk_board SET failed_code = 'x', failed_ms = 1 WHERE parcours = $1`, [id]);
    const retried = async (by: Seated) =>
      (await scoped.query<{ asked: number }>(tokenOf(by), 'SELECT read.retry_reviews() AS asked')).rows[0]!.asked;
    for (const by of [referent, stranger, admin, dpo]) expect(await retried(by)).toBe(0);
    expect(await retried(coordinator)).toBe(1);
  });
});
