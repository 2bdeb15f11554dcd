import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool } from '@jalons/database';
import { civilDateOf, randomId, type Uuid } from '@jalons/kernel';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import type { ErasurePorts, Survey } from './erasure.js';
import { ErasureHeldUp, ErasureSaga } from './erasure-saga.js';
import { ErasureStore } from './erasure-store.js';
import type { EntryResidue } from './residue.js';

const RESIDUE: EntryResidue = {
  ...{ kind: 'entry', territory: null, quarter: civilDateOf('2026-01-01'), knownQuarter: civilDateOf('2026-04-01') },
  ...{ sex: 'female', bornDecade: 1990, qpvGroup: 'other' },
};

class Crash extends Error {}

/** Calls of any of the parts, in order; one of them ends the process, before or after it has done its work. */
class CrashPlan {
  calls = 0;
  constructor(private readonly at: { readonly call: number; readonly when: 'before' | 'after' } | null) {}

  around<Part extends object>(part: Part): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...values: unknown[]) => Promise<unknown>;
        if (name === 'now') return method;
        return async (...values: unknown[]) => {
          this.calls += 1;
          const mine = this.at?.call === this.calls ? this.at.when : null;
          if (mine === 'before') throw new Crash();
          const answer = await method.apply(target, values);
          if (mine === 'after') throw new Crash();
          return answer;
        };
      },
    });
  }
}

describe('the erasure of a person', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pool: pg.Pool;
  let store: ErasureStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    pool = createPool(database.urls.worker, { name: 'spec', max: 2 });
    store = new ErasureStore(pool);
  });

  afterAll(async () => {
    await Promise.all([owner.end(), pool.end()]);
    await database.drop();
  });

  async function intendedFor(subject: Uuid): Promise<Uuid> {
    const id = randomId();
    await owner.query(
      `INSERT INTO privacy.erasures (id, subject, reason, requested_by, requested_ms) VALUES ($1, $2, 'person-request', $2, 1)`,
      [id, subject],
    );
    await owner.query(`SELECT keys.create_many(ARRAY[$1::uuid], ARRAY['\\x00'::bytea], 1)`, [subject]);
    return id;
  }

  /** The log and the read models, in memory: what the saga makes them do is what is looked at. */
  function worldOf(people: readonly Uuid[]) {
    const marked = new Map<Uuid, string>();
    const world = { digest: 'one', surveys: 0, marks: 0, wipes: 0, forgotten: true, remains: [] as readonly string[] };
    const ports: ErasurePorts = {
      survey: () => {
        world.surveys += 1;
        const residues = new Map(people.map((person) => [person, [RESIDUE, RESIDUE]]));
        return Promise.resolve<Survey>({ people, keys: people, residues, digest: world.digest });
      },
      markErased: (person) => {
        if (!marked.has(person)) marked.set(person, String((world.marks += 1)));
        return Promise.resolve(marked.get(person)!);
      },
      forgottenUpTo: () => Promise.resolve(world.forgotten),
      wipe: () => Promise.resolve(((world.wipes += 1), world.remains)),
      now: () => 7,
    };
    return { world, ports, marked };
  }

  async function outcomeOf(id: Uuid, people: readonly Uuid[]) {
    const { rows: erasures } = await owner.query(
      'SELECT state, people, positions, finished_ms, remains FROM privacy.erasures WHERE id = $1',
      [id],
    );
    const { rows: keys } = await owner.query(
      'SELECT count(*)::int AS living FROM keys.subject_keys WHERE key_id = ANY ($1) AND wrapped IS NOT NULL',
      [people],
    );
    return { ...erasures[0], ...keys[0] };
  }

  async function residuesAnywhere(): Promise<readonly { subject: Uuid | null }[]> {
    return (await owner.query<{ subject: Uuid | null }>('SELECT subject FROM privacy.residues')).rows;
  }

  it('comes to the same end, killed before or after any of its steps', async () => {
    const plan = new CrashPlan(null);
    await runs(plan);
    expect(plan.calls).toBeGreaterThan(10);
    for (let call = 1; call <= plan.calls; call += 1) {
      for (const when of ['before', 'after'] as const) await runs(new CrashPlan({ call, when }));
    }

    async function runs(crash: CrashPlan): Promise<void> {
      await owner.query('DELETE FROM privacy.residues');
      const people = [randomId(), randomId()];
      const id = await intendedFor(people[0]!);
      const { ports, marked } = worldOf(people);
      const carried = new ErasureSaga(crash.around(store), crash.around(ports)).carryOut(id);
      await carried.catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      await new ErasureSaga(store, ports).carryOut(id);
      const positions = people.map((person) => marked.get(person));
      const end = { state: 'done', people, positions, finished_ms: '7', remains: null, living: 0 };
      expect(await outcomeOf(id, people)).toEqual(end);
      expect(await residuesAnywhere()).toEqual(Array.from({ length: 4 }, () => ({ subject: null })));
    }
  });

  it('computes the residues again where anything was recorded before the key is gone', async () => {
    await owner.query('DELETE FROM privacy.residues');
    const people = [randomId()];
    const id = await intendedFor(people[0]!);
    const { world, ports } = worldOf(people);
    const { survey } = ports;
    const recordedMeanwhile: ErasurePorts = {
      ...ports,
      survey: async (subject) => {
        if (world.surveys === 1) world.digest = 'two';
        return survey(subject);
      },
    };
    await new ErasureSaga(store, recordedMeanwhile).carryOut(id);
    expect(world.surveys).toBe(4);
    expect(await residuesAnywhere()).toHaveLength(2);
  });

  it('waits for a read model that lags, its residues still linked so that nobody counts twice', async () => {
    await owner.query('DELETE FROM privacy.residues');
    const people = [randomId()];
    const id = await intendedFor(people[0]!);
    const { world, ports } = worldOf(people);
    world.forgotten = false;
    const saga = new ErasureSaga(store, ports);
    await expect(saga.carryOut(id)).rejects.toThrow(ErasureHeldUp);
    expect(await outcomeOf(id, people)).toMatchObject({ state: 'logged', living: 0 });
    expect(await residuesAnywhere()).toEqual([{ subject: people[0] }, { subject: people[0] }]);
    expect(await store.underWay()).toContain(id);
    world.forgotten = true;
    world.remains = ['write-ahead-log'];
    await saga.carryOut(id);
    expect(await outcomeOf(id, people)).toMatchObject({ state: 'done', remains: 'write-ahead-log' });
  });

  it('goes on with the residues it has where a restore brought the intent back without the key', async () => {
    await owner.query('DELETE FROM privacy.residues');
    const people = [randomId()];
    const id = await intendedFor(people[0]!);
    const { world, ports } = worldOf(people);
    await store.keepResidues(id, await ports.survey(people[0]!));
    await owner.query('SELECT keys.destroy($1)', [people[0]]);
    world.digest = 'nothing is readable any more';
    await new ErasureSaga(store, ports).carryOut(id);
    expect(await residuesAnywhere()).toHaveLength(2);
  });

  it('is asked for by the dpo alone, and read by nobody else', async () => {
    const api = new pg.Client({ connectionString: database.urls.api });
    await api.connect();
    const { rows } = await api.query(`SELECT privacy.request_erasure($1, $1, 'person-request', 1) AS id`, [randomId()]);
    expect(rows).toEqual([{ id: null }]);
    expect((await api.query('SELECT id FROM privacy.erasures')).rows).toEqual([]);
    for (const statement of ['DELETE FROM privacy.residues', `UPDATE privacy.erasures SET state = 'done'`]) {
      await expect(api.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    await api.end();
  });
});
