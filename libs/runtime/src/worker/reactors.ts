import type pg from 'pg';
import type { Logger } from 'pino';
import { AlertDigests, carryOutBackTests, loadCalendar, reviewRisks } from '@jalons/dropout-risk';
import { systemClock } from '@jalons/http';
import { openJobs, type JobObserver, type Jobs } from '@jalons/jobs';
import { dateAt, loadNomenclatures } from '@jalons/kernel';
import { leaveMailsOff, sendDigests, type MailSettings } from '@jalons/notify';
import { keepSlots } from '@jalons/parcours';
import { logPlaceOf } from '../back-tests/log-place.js';
import { ZONE } from '../engine/api-engine.js';
import { urlOf, type Storage } from '../engine/storage.js';
import type { WorkerEngine } from '../engine/worker-engine.js';
import { carryOutErasures } from './erasures.js';
import { carryOutDeposits } from './imports.js';
import { keepHouse } from './housekeeping.js';
import { releaseAtQuarters } from './residues.js';

/**
 * Opens the queues of a worker and everything that runs in them; closed before the database.
 * @param mail how mails leave; none does where it is absent
 */
export async function startReactors(
  storage: Storage,
  { events }: WorkerEngine,
  logger: Logger,
  mail?: MailSettings,
): Promise<Pick<Jobs, 'close'>> {
  const url = urlOf(storage.urls, 'worker');
  const where = storage.redisUrl === undefined ? { databaseUrl: url } : { redisUrl: storage.redisUrl };
  const jobs = await openJobs(where, { observer: observerOf(logger) });
  try {
    const today = () => dateAt(systemClock.now(), ZONE);
    await keepHouse(jobs, { url, zone: ZONE, today });
    const { log, store, runner } = events;
    const { idSecret } = storage.masterKey;
    const codes = loadNomenclatures();
    await keepSlots(jobs, { url, store, runner, idSecret, codes, clock: systemClock });
    await releaseAtQuarters(jobs, { url, store, idSecret, zone: ZONE, today });
    const { owner: ownerUrl } = storage.urls;
    const erasing = { url, ownerUrl, log, store, codes, idSecret, clock: systemClock, zone: ZONE };
    const erasures = await carryOutErasures(jobs, erasing);
    const reviews = await reviewRisks(jobs, {
      ...{ url, log, runner, idSecret, zone: ZONE, clock: systemClock },
      onFailure: ({ parcours, error }) => logger.warn({ parcours, code: codeOf(error) }, 'review of a parcours failed'),
    });
    const backTests = await carryOutBackTests(jobs, {
      ...{ url, store, runner, idSecret, zone: ZONE, clock: systemClock, place: logPlaceOf(storage, 'worker') },
    });
    const depositing = { url, idSecret, clock: systemClock, settings: storage.settings, logger };
    const deposits = await carryOutDeposits(jobs, depositing);
    const digesting = { url, idSecret, clock: systemClock };
    if (mail === undefined) await leaveMailsOff(jobs, digesting);
    const source = (pool: Pick<pg.Pool, 'query'>) => new AlertDigests(pool, loadCalendar());
    const digests = mail && (await sendDigests(jobs, { ...digesting, mail, source }));
    return {
      close: async () => {
        await Promise.all([erasures.close(), reviews.close(), backTests.close(), deposits.close()]);
        await jobs.close();
        await digests?.close();
      },
    };
  } catch (error) {
    await jobs.close();
    throw error;
  }
}

/** Codes alone: what a job threw may quote a value. */
function observerOf(logger: Logger): JobObserver {
  return {
    failed: ({ queue, id, reason, final }) =>
      logger[final ? 'error' : 'warn']({ queue, id, reason, final }, 'job failed'),
    error: ({ queue, error }) => logger.warn({ queue, code: codeOf(error) }, 'queue in trouble'),
  };
}

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string }).code;
}
