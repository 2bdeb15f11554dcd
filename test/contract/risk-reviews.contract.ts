import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertIdOf, reviewRisks, type Reviews } from '@jalons/dropout-risk';
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
    let now = midnightOf('2026-03-10');

    beforeAll(async () => {
      log = await ReviewedLog.open();
      server = await start(log);
      jobs = await openJobs(server.where);
      reviews = await reviewRisks(jobs, {
        ...{
          url: log.database.urls.worker,
          log: log.store.log,
          runner: log.store.runner,
          idSecret: log.store.idSecret,
        },
        ...{ zone: 'Europe/Paris', clock: { now: () => now } },
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

    it('escalate what nobody has looked at in five working days, though nothing happened to it', async () => {
      const { signal, ...heard } = heardOf(log);
      const unseen = await worried('2026-03-10');
      await heard.until('AlertRaised', unseen.alert);
      await log.caughtUp();
      now = midnightOf('2026-03-17') - 1;
      const other = await worried('2026-03-16');
      await heard.until('AlertRaised', other.alert);
      expect((await log.alertsOf(unseen.id)).map(({ type }) => type)).toEqual(['AlertRaised']);
      now = midnightOf('2026-03-17');
      await worried('2026-03-17');
      await heard.until('AlertEscalated', unseen.alert);
      signal.abort();
      expect(log.failures).toEqual([]);
    }, 60_000);

    async function worried(on: string) {
      const [id, person] = [randomUUID(), randomUUID()];
      await log.tell(`parcours-${id}`, person, [
        past('ParcoursOpened', on, { ...OPENED, beneficiaryId: person }),
        past('ConcernRaised', on, { note: 'Voix éteinte' }),
      ]);
      return { id, alert: `alert-${alertIdOf(log.store.idSecret, id)}` };
    }
  });
}

/** Follows the log until an event of a type comes, in a stream where one is named. */
function heardOf(log: ReviewedLog) {
  const signal = new AbortController();
  const events = log.store.store.subscribe({ after: null, batchSize: 100, signal: signal.signal });
  return {
    signal,
    async until(type: string, stream?: string): Promise<void> {
      for (;;) {
        const { value, done } = await events[Symbol.asyncIterator]().next();
        if (done === true) throw new Error(`the log ended before ${type}`);
        if (value.some((event) => event.type === type && (stream ?? event.stream) === event.stream)) return;
      }
    },
  };
}
