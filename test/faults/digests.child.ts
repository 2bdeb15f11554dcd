// A worker that sends digest mails at an instant that stands still, until it is killed. Argument: a SendingPlan as JSON.
import { AlertDigests, loadCalendar } from '@jalons/dropout-risk';
import { defineQueue, jobId, openJobs } from '@jalons/jobs';
import { randomId } from '@jalons/kernel';
import { sendDigests, type MailSettings } from '@jalons/notify';

export interface SendingPlan {
  readonly databaseUrl: string;
  readonly idSecret: string;
  readonly now: number;
  readonly mail: MailSettings;
}

const { databaseUrl, idSecret, now, mail } = JSON.parse(process.argv[2]!) as SendingPlan;
const jobs = await openJobs({ databaseUrl });
await sendDigests(jobs, {
  ...{ url: databaseUrl, idSecret: Buffer.from(idSecret, 'hex'), clock: { now: () => now }, mail },
  source: (pool) => new AlertDigests(pool, loadCalendar()),
});
const rounds = await jobs.queue(defineQueue<Record<string, never>>({ name: 'digest-rounds' }));
await rounds.enqueue([{ id: jobId('digest-rounds', randomId()), payload: {} }]);
