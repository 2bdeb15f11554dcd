// A worker process. Its effects are files of a shared folder, made at most once whatever happens to the process. With
// `hang`, it makes the effect and never acknowledges the job, for its parent to kill. Says one word and an id a line.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openJobs } from '@jalons/jobs';
import { someQueue } from './jobs.fixtures.js';

interface Settings {
  readonly where: Parameters<typeof openJobs>[0];
  readonly queue: string;
  readonly effects: string;
  readonly concurrency: number;
  readonly hang: boolean;
}

const { where, queue, effects, concurrency, hang } = JSON.parse(process.argv[2]!) as Settings;
const say = (word: string, id = ''): void => void writeSync(1, `${word} ${id}`.trimEnd() + '\n');

const jobs = await openJobs(where, { observer: { completed: ({ id }) => say('done', id) } });
await jobs.work(
  someQueue({ name: queue }),
  async ({ id }) => {
    say(apply(id) ? 'did' : 'again', id);
    if (hang) await new Promise(() => undefined);
  },
  { concurrency, leaseMs: 1_000 },
);
process.on('SIGTERM', () => void jobs.close());
say('ready');

/** Makes the effect of a job; false when it was made before. */
function apply(id: string): boolean {
  try {
    closeSync(openSync(join(effects, id.replace('|', ' ')), 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
