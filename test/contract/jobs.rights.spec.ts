import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openJobs, type Jobs } from '@jalons/jobs';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { outcomes, someJobs, someQueue } from './jobs.fixtures.js';

const DENIED = { code: '42501' };

describe('rights on the queues in PostgreSQL', () => {
  let database: TestDatabase;
  let api: pg.Client;
  let jobs: Jobs;
  let asWorker: Jobs;
  const { happened, observer } = outcomes();

  beforeAll(async () => {
    database = await createTestDatabase();
    api = new pg.Client({ connectionString: database.urls.api });
    await api.connect();
    jobs = await openJobs({ databaseUrl: database.urls.api });
    asWorker = await openJobs({ databaseUrl: database.urls.worker }, { observer });
  });
  afterAll(async () => {
    await Promise.all([jobs.close(), asWorker.close(), api.end()]);
    await database.drop();
  });

  it('let the api ask for work and count it, and the worker do it', async () => {
    const definition = someQueue({ capacity: 60 });
    const queue = await jobs.queue(definition);
    await queue.enqueue(someJobs(1));
    await queue.enqueue(someJobs(50));
    expect(await queue.counts()).toEqual({ waiting: 50, delayed: 0, active: 0, failed: 0 });
    await expect(queue.enqueue(someJobs(11, 50))).rejects.toMatchObject({ code: 'queue-full' });
    await asWorker.work(definition, async () => undefined);
    await happened.until(({ kind }) => kind === 'completed', 50);
  });

  it('keep the api from reading, taking, mending or removing a job', async () => {
    const definition = someQueue();
    const queue = await jobs.queue(definition);
    await queue.enqueue(someJobs(1));
    await expect(queue.failed()).rejects.toMatchObject(DENIED);
    await expect(queue.retry('probe|e0')).rejects.toMatchObject(DENIED);
    await expect(queue.schedule('s', { everyMs: 1_000 }, { n: 1 })).rejects.toMatchObject(DENIED);
    await expect(api.query('SELECT data FROM bullmq.job')).rejects.toMatchObject(DENIED);
    await expect(api.query('DELETE FROM bullmq.job')).rejects.toMatchObject(DENIED);
    await expect(api.query(`SELECT bullmq.drain('${definition.name}', true)`)).rejects.toMatchObject(DENIED);
    await expect(
      api.query(`SELECT bullmq.move_to_active('${definition.name}', 't', 1000, 0, null, null, null)`),
    ).rejects.toMatchObject(DENIED);
  });

  it('keep the worker from changing the tables themselves', async () => {
    const worker = new pg.Client({ connectionString: database.urls.worker });
    await worker.connect();
    await expect(worker.query('DROP TABLE bullmq.job')).rejects.toMatchObject(DENIED);
    await expect(worker.query('CREATE TABLE bullmq.mine (id int)')).rejects.toMatchObject(DENIED);
    await expect(worker.query('DELETE FROM bullmq.migration')).rejects.toMatchObject(DENIED);
    await worker.end();
  });
});

describe('a database without the tables of the queues', () => {
  it('is refused at the start, and a missing server too', async () => {
    const { urls, drop } = await createTestDatabase();
    const owner = new pg.Client({ connectionString: urls.owner });
    await owner.connect();
    await owner.query('DROP TABLE bullmq.migration');
    await owner.end();
    await expect(openJobs({ databaseUrl: urls.worker })).rejects.toThrow(/not initialized/);
    await drop();
    await expect(openJobs({ databaseUrl: urls.worker })).rejects.toMatchObject({ code: '3D000' });
    await expect(openJobs({ redisUrl: 'redis://127.0.0.1:1' })).rejects.toThrow();
  });
});
