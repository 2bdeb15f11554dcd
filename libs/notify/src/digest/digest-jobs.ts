import { createPool } from '@jalons/database';
import { defineQueue, jobId, type JobQueue, type Jobs } from '@jalons/jobs';
import { addDays, dateAt, type Instant, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { MailSettings } from '../mail/mail-settings.js';
import { smtpMailer } from '../mail/smtp-mailer.js';
import type { DigestSource } from './digest.js';
import { DigestSender } from './digest-sender.js';
import { DigestStore, KEPT_DAYS } from './digest-store.js';
import { morningAt } from './due-digest.js';
import { UnsubscribeLinks } from './unsubscribe-link.js';

const ROUNDS = defineQueue<Record<string, never>>({ name: 'digest-rounds' });
const EVERY_MINUTE = 'every-minute';
const EVERY_MS = 60_000;

/** Two hours in all: a server that defers strangers, or that is away, is outlasted. */
const MAILS = { name: 'digest-mails', attempts: 8, backoffMs: 60_000 } as const;
const AT_ONCE = 2;

export interface DigestJobParts {
  /** Connection string of the worker's role. */
  readonly url: string;
  readonly idSecret: Uint8Array;
  readonly clock: { now(): Instant };
  readonly mail: MailSettings;
  readonly source: (pool: Pick<pg.Pool, 'query'>) => DigestSource;
  /** Milliseconds before the second try; a minute by default. */
  readonly backoffMs?: number;
  readonly attempts?: number;
}

/** Digests that go on, in one of the workers. */
export interface Digests {
  close(): Promise<void>;
}

/**
 * Sends digests on the mornings of working days (risk.md § 3). Each minute says whose are due, and asks for a job per
 * mail: what a crash or a lost queue left behind is asked for again by the next minute, under the same id.
 */
export async function sendDigests(jobs: Jobs, parts: DigestJobParts): Promise<Digests> {
  const { url, idSecret, clock, mail, backoffMs = MAILS.backoffMs, attempts = MAILS.attempts } = parts;
  const pool = createPool(url, { name: 'jalons-digests', max: AT_ONCE + 2 });
  const store = new DigestStore(pool, idSecret);
  const source = parts.source(pool);
  const mailer = smtpMailer(mail);
  const links = new UnsubscribeLinks(idSecret);
  const sender = new DigestSender({ store, source, mailer, links, publicUrl: mail.publicUrl, clock });
  const definition = defineQueue<{ digest: string }>({ ...MAILS, backoffMs, attempts });
  const mails = await jobs.queue(definition);
  await store.noteMail(true, clock.now());
  await jobs.work(definition, ({ payload, attempt }) => sender.send(payload.digest, attempt >= attempts), {
    concurrency: AT_ONCE,
  });
  const rounds = await jobs.queue(ROUNDS);
  await jobs.work(ROUNDS, async () => {
    await openRounds({ store, source }, clock.now());
    await askFor(mails, await store.underWay());
  });
  await rounds.schedule(EVERY_MINUTE, { everyMs: EVERY_MS }, {});
  return {
    close: async () => {
      mailer.close();
      await pool.end();
    },
  };
}

/** Where no mail can leave, nothing is asked for, and who administers the product is told. */
export async function leaveMailsOff(
  jobs: Jobs,
  { url, idSecret, clock }: Pick<DigestJobParts, 'url' | 'idSecret' | 'clock'>,
): Promise<void> {
  const rounds = await jobs.queue(ROUNDS);
  await rounds.unschedule(EVERY_MINUTE);
  const pool = createPool(url, { name: 'jalons-digests', max: 1 });
  try {
    await new DigestStore(pool, idSecret).noteMail(false, clock.now());
  } finally {
    await pool.end();
  }
}

/** Decides on the digests of the mornings that have come, zone by zone. */
export async function openRounds(
  { store, source }: { readonly store: DigestStore; readonly source: DigestSource },
  now: Instant,
): Promise<void> {
  for (const id of await store.giveUp(now)) await source.release(id);
  for (const zone of await store.zones()) {
    const day = dateAt(now, zone);
    const morning = morningAt(now, zone);
    if (morning === 'early' || !source.isWorkingDay(day) || (await store.isOpened(zone, day))) continue;
    if (morning === 'may-wait' && !(await source.settled(now))) continue;
    await source.tidy();
    await store.forgetBefore(addDays(day, -KEPT_DAYS));
    await store.open(zone, day, now);
  }
}

async function askFor(
  mails: JobQueue<{ digest: string }>,
  digests: readonly { readonly id: Uuid; readonly run: number }[],
): Promise<void> {
  await mails.enqueue(digests.map(({ id, run }) => ({ id: jobId('digest', `${id}.${run}`), payload: { digest: id } })));
}
