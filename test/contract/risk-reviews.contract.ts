import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reviewRisks, type Reviews } from '@jalons/dropout-risk';
import { openJobs, type Jobs } from '@jalons/jobs';
import { OPENED, past } from '../support/parcours.js';
import { midnightOf, ReviewedLog } from '../support/risk/reviewed-log.js';

interface QueueServer {
  readonly where: Parameters<typeof openJobs>[0];
  stop(): Promise<void>;
}

/** Reviews as the worker runs them, on either back end of the queues. */
export function riskReviewsContract(name: string, start: (log: ReviewedLog) => Promise<QueueServer>): void {
  describe(`reviews as jobs on ${name}`, () => {
    let log: ReviewedLog;
    let server: QueueServer;
    let jobs: Jobs;
    let reviews: Reviews;

    beforeAll(async () => {
      log = await ReviewedLog.open();
      server = await start(log);
      jobs = await openJobs(server.where);
      reviews = await reviewRisks(jobs, {
        ...{ url: log.database.urls.worker, runner: log.store.runner, idSecret: log.store.idSecret },
        ...{ zone: 'Europe/Paris', clock: { now: () => midnightOf('2026-03-10') } },
        onFailure: ({ error }) => log.failures.push(error),
      });
    });
    afterAll(async () => {
      await reviews?.close();
      await jobs?.close();
      await server?.stop();
      await log?.close();
    });

    it('raise an alert because something happened, and resolve it because something else did', async () => {
      const [id, person] = [randomUUID(), randomUUID()];
      const [concern, { signal, ...heard }] = [randomUUID(), heardOf(log)];
      const tell = (...told: ReturnType<typeof past>[]) =>
        log.tell(`parcours-${id}`, person, told.map(({ eventId: _unused, ...event }) => event) as never);
      await tell(
        past('ParcoursOpened', '2026-02-05', { ...OPENED, beneficiaryId: person }),
        past('ConcernRaised', '2026-03-01', { note: concern }),
      );
      await heard.until('AlertRaised');
      const raised = (await log.store.store.load(`parcours-${id}`)).find(({ type }) => type === 'ConcernRaised')!;
      await tell(past('ConcernLifted', '2026-03-10', { concern: raised.eventId }));
      await heard.until('AlertResolved');
      signal.abort();
      expect((await log.alertsOf(id)).map(({ type }) => type)).toEqual(['AlertRaised', 'AlertResolved']);
      expect(log.failures).toEqual([]);
    }, 60_000);
  });
}

/** Follows the log until an event of a type comes. */
function heardOf(log: ReviewedLog) {
  const signal = new AbortController();
  const events = log.store.store.subscribe({ after: null, batchSize: 100, signal: signal.signal });
  return {
    signal,
    async until(type: string): Promise<void> {
      for (;;) {
        const { value, done } = await events[Symbol.asyncIterator]().next();
        if (done === true) throw new Error(`the log ended before ${type}`);
        if (value.some((event) => event.type === type)) return;
      }
    },
  };
}
