import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvalidJobName, jobId, type JobRun, type Jobs, type OpenJobsOptions } from '@jalons/jobs';
import { DomainError, timeAt } from '@jalons/kernel';
import { Happenings, outcomes, someJobs, someQueue, type Outcome, type Work } from './jobs.fixtures.js';
import { survivesAKill } from './jobs.kill.js';

export interface JobsBackEnd {
  /** As `openJobs` of a process that may do everything with the queues. */
  open(options?: OpenJobsOptions): Promise<Jobs>;
  /** What `openJobs` takes as its first argument, for other processes. */
  readonly where: Parameters<typeof import('@jalons/jobs').openJobs>[0];
  /** Cuts every connection of the queues to the back end, which goes on. */
  cutConnections(): Promise<void>;
  stop(): Promise<void>;
}

/** What the queues promise, on either back end. Queues are fresh in each test. */
export function jobsContract(name: string, start: () => Promise<JobsBackEnd>): void {
  describe(`jobs on ${name}`, () => {
    let backEnd: JobsBackEnd;
    let jobs: Jobs;
    let happened: Happenings<Outcome>;
    const done = (outcome: Outcome): boolean => outcome.kind === 'completed';
    const final = (outcome: Outcome): boolean => outcome.kind === 'failed' && outcome.final;
    const of = (queue: { name: string }, fits: (outcome: Outcome) => boolean) => (outcome: Outcome) =>
      outcome.queue === queue.name && fits(outcome);

    beforeAll(async () => {
      backEnd = await start();
      const told = outcomes();
      happened = told.happened;
      jobs = await backEnd.open({ observer: told.observer });
    });
    afterAll(async () => {
      await jobs?.close();
      await backEnd?.stop();
    });

    it('works on any number of queues in one process, each of which has its turn', async () => {
      const told = outcomes();
      const wide = await backEnd.open({ observer: told.observer, maxConnections: 2 });
      try {
        for (let n = 0; n < 20; n += 1) {
          const definition = someQueue();
          await wide.work(definition, async () => undefined);
          await (await wide.queue(definition)).enqueue(someJobs(1));
          await told.happened.until(of(definition, done));
        }
      } finally {
        await wide.close();
      }
    }, 60_000);

    describe('adding', () => {
      it('runs one job, and a batch in its order', async () => {
        const definition = someQueue();
        const queue = await jobs.queue(definition);
        await queue.enqueue(someJobs(1));
        await queue.enqueue(someJobs(50, 1));
        const ran: JobRun<Work>[] = [];
        await jobs.work(definition, async (run) => void ran.push(run));
        await happened.until(of(definition, done), 51);
        expect(ran.map(({ payload }) => payload.n)).toEqual(Array.from({ length: 51 }, (_, n) => n));
        expect(ran[0]).toEqual({ id: 'probe|e0', payload: { n: 0 }, attempt: 1 });
      });

      it('knows an id that waits, runs or was kept, and runs it once', async () => {
        const definition = someQueue();
        const queue = await jobs.queue(definition);
        const ran: number[] = [];
        await queue.enqueue(someJobs(3));
        await queue.enqueue([...someJobs(3), ...someJobs(1, 3), ...someJobs(1, 3)]);
        expect(await queue.counts()).toMatchObject({ waiting: 4 });
        await jobs.work(definition, async ({ payload }) => void ran.push(payload.n));
        await happened.until(of(definition, done), 4);
        await queue.enqueue([...someJobs(4), ...someJobs(1, 4)]);
        await happened.until(of(definition, done), 5);
        expect(ran).toEqual([0, 1, 2, 3, 4]);
      });

      it('runs an id again once it is forgotten: the effect must be idempotent by itself', async () => {
        const definition = someQueue({ keepCompleted: 0 });
        const queue = await jobs.queue(definition);
        await jobs.work(definition, async () => undefined);
        for (const times of [1, 2]) {
          await queue.enqueue(someJobs(1));
          await happened.until(of(definition, done), times);
        }
      });

      it('holds a job back for its delay', async () => {
        const definition = someQueue();
        const queue = await jobs.queue(definition);
        const ran: number[] = [];
        const [now, soon, later] = someJobs(3);
        await queue.enqueue([
          { ...later!, delayMs: 3_600_000 },
          { ...soon!, delayMs: 50 },
        ]);
        await queue.enqueue([now!]);
        await jobs.work(definition, async ({ payload }) => void ran.push(payload.n));
        await happened.until(of(definition, done), 2);
        expect(ran.toSorted()).toEqual([0, 1]);
        expect(await queue.counts()).toEqual({ waiting: 0, delayed: 1, active: 0, failed: 0 });
      });

      it('refuses what goes beyond the capacity, all of it, and takes it later', async () => {
        const definition = someQueue({ capacity: 10 });
        const queue = await jobs.queue(definition);
        await queue.enqueue(someJobs(9));
        const refused = await queue.enqueue(someJobs(2, 9)).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(DomainError);
        expect(refused).toMatchObject({ kind: 'unavailable', code: 'queue-full' });
        expect(await queue.counts()).toMatchObject({ waiting: 9 });
        await jobs.work(definition, async () => undefined);
        await happened.until(of(definition, done), 9);
        await queue.enqueue(someJobs(2, 9));
        await happened.until(of(definition, done), 11);
      });

      it('keeps no more completed jobs than it was told', async () => {
        const definition = someQueue({ keepCompleted: 5 });
        const queue = await jobs.queue(definition);
        await queue.enqueue(someJobs(20));
        await jobs.work(definition, async () => undefined);
        await happened.until(of(definition, done), 20);
        // The fifteen forgotten ids are taken again, the five kept ones are not.
        await queue.enqueue(someJobs(20));
        await happened.until(of(definition, done), 35);
        expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0 });
      });

      it.each(['a:b', '', 'é', 'x'.repeat(129)])('refuses %j in an id', (eventId) => {
        expect(() => jobId('probe', eventId)).toThrow(InvalidJobName);
      });

      it('says that a colon is refused', () => {
        expect(() => jobId('probe:2', 'e1')).toThrow(/colon/);
        expect(() => someQueue({ name: 'a:b' })).toThrow(/colon/);
      });
    });

    describe('failing', () => {
      it('tries again, as often as it was told', async () => {
        const definition = someQueue({ attempts: 3 });
        const attempts: number[] = [];
        await (await jobs.queue(definition)).enqueue(someJobs(1));
        await jobs.work(definition, async ({ attempt }) => {
          attempts.push(attempt);
          if (attempt < 3) throw new Error('not yet');
        });
        await happened.until(of(definition, done));
        expect(attempts).toEqual([1, 2, 3]);
      });

      it('sets a failed job aside, in sight, and gives it all its tries again when asked', async () => {
        const definition = someQueue({ attempts: 2 });
        const queue = await jobs.queue(definition);
        let mended = false;
        const attempts: number[] = [];
        await jobs.work(definition, async ({ attempt }) => {
          attempts.push(attempt);
          if (!mended) throw Object.assign(new Error('Awa Diallo, 12 rue des Lilas'), { code: 'E_MAIL' });
        });
        await queue.enqueue(someJobs(2));
        await happened.until(of(definition, final), 2);
        const failed = await queue.failed();
        expect(failed.map(({ id }) => id).toSorted()).toEqual(['probe|e0', 'probe|e1']);
        expect(failed[0]).toMatchObject({ attempts: 2, reason: 'E_MAIL', failedAt: expect.any(Number) });
        expect(JSON.stringify(failed)).not.toMatch(/Diallo|Lilas/);
        expect(await queue.failed({ offset: 1, limit: 1 })).toHaveLength(1);

        mended = true;
        attempts.length = 0;
        await queue.retry('probe|e1');
        await happened.until(of(definition, done));
        expect(attempts).toEqual([1]);
        expect((await queue.failed()).map(({ id }) => id)).toEqual(['probe|e0']);
      });

      it('does not try again what the domain refuses for good', async () => {
        const definition = someQueue({ attempts: 5 });
        const queue = await jobs.queue(definition);
        const refusal = new DomainError('unprocessable', 'parcours-closed', 'Ce parcours est clos.');
        await jobs.work(definition, async () => {
          throw refusal;
        });
        await queue.enqueue(someJobs(1));
        await happened.until(of(definition, final));
        expect(await queue.failed()).toMatchObject([{ attempts: 1, reason: 'parcours-closed' }]);
        expect(happened.seen.find(of(definition, final))).toMatchObject({ error: refusal });
      });

      it('refuses to retry what did not fail', async () => {
        const queue = await jobs.queue(someQueue());
        await queue.enqueue(someJobs(1));
        for (const id of ['probe|e0', 'probe|none']) {
          await expect(queue.retry(id)).rejects.toMatchObject({ kind: 'not-found', code: 'failed-job-not-found' });
        }
      });
    });

    describe('schedules', () => {
      it('fall due at the hour of their zone', async () => {
        const queue = await jobs.queue(someQueue());
        for (const zone of ['Europe/Paris', 'Indian/Reunion', 'Pacific/Noumea', 'America/Martinique']) {
          const next = await queue.schedule('nightly', { cron: '30 4 * * *', zone }, { n: 1 });
          expect(timeAt(next, zone)).toBe('04:30');
        }
        // The last one replaced the others.
        expect(await queue.counts()).toMatchObject({ delayed: 1 });
        await queue.unschedule('nightly');
        expect(await queue.counts()).toMatchObject({ delayed: 0 });
        await expect(queue.schedule('x', { cron: '* * * * *', zone: 'Europe/Parris' }, { n: 1 })).rejects.toMatchObject(
          {
            code: 'invalid-zone',
          },
        );
      });

      it('run again and again, each run under an id of its own', async () => {
        const definition = someQueue();
        const queue = await jobs.queue(definition);
        const runs: JobRun<Work>[] = [];
        await jobs.work(definition, async (run) => void runs.push(run));
        await queue.schedule('pulse', { everyMs: 50 }, { n: 7 });
        await happened.until(of(definition, done), 3);
        await queue.unschedule('pulse');
        expect(new Set(runs.map(({ id }) => id)).size).toBe(runs.length);
        expect(runs[0]!.payload).toEqual({ n: 7 });
      });
    });

    describe('closing', () => {
      it('waits for the job under way, and leaves the next one', async () => {
        const definition = someQueue();
        const own = await backEnd.open();
        const steps = new Happenings<string>();
        let finish: () => void = () => undefined;
        await own.work(definition, async () => {
          steps.add('started');
          await new Promise<void>((resolve) => (finish = resolve));
          steps.add('finished');
        });
        await (await jobs.queue(definition)).enqueue(someJobs(2));
        await steps.until((step) => step === 'started');
        const closed = own.close().then(() => steps.add('closed'));
        finish();
        await closed;
        expect(steps.seen).toEqual(['started', 'finished', 'closed']);
        expect(await (await jobs.queue(definition)).counts()).toMatchObject({ waiting: 1, active: 0 });
      });

      it('lets go of a job that never ends, for another process to take over', async () => {
        const definition = someQueue();
        const own = await backEnd.open({ closePatienceMs: 10 });
        const steps = new Happenings<string>();
        await own.work(
          definition,
          () => {
            steps.add('hangs');
            return new Promise(() => undefined);
          },
          { leaseMs: 500 },
        );
        await (await jobs.queue(definition)).enqueue(someJobs(1));
        await steps.until((step) => step === 'hangs');
        await own.close();
        await jobs.work(definition, async () => undefined, { leaseMs: 500 });
        await happened.until(of(definition, done));
      });
    });

    it('goes on after its connections were cut', async () => {
      const definition = someQueue();
      const queue = await jobs.queue(definition);
      await jobs.work(definition, async () => undefined, { concurrency: 3 });
      await queue.enqueue(someJobs(1));
      await happened.until(of(definition, done));
      await backEnd.cutConnections();
      // Away, the back end refuses at once; asking again is safe, the ids being the same.
      const taken = (): Promise<boolean> =>
        queue.enqueue(someJobs(20)).then(
          () => true,
          () => false,
        );
      while (!(await taken())) await setImmediate();
      await happened.until(of(definition, done), 20);
    });

    survivesAKill(() => backEnd);
  });
}
