import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from '@jest/globals';
import { openJobs } from '@jalons/jobs';
import { startTypeScript } from '../support/child-process.js';
import { Happenings, someJobs, someQueue } from './jobs.fixtures.js';

/** A line of a worker process: `did` made the effect, `again` found it made, `done` acknowledged the job. */
interface Line {
  readonly worker: string;
  readonly word: string;
  readonly id?: string;
}

const JOBS = 60;
const AT_ONCE = 5;

/** Two worker processes, one killed in the middle: every effect once, every job done. */
export function survivesAKill(backEnd: () => { readonly where: Parameters<typeof openJobs>[0] }): void {
  it('makes each effect once when a worker process is killed between effects and acknowledgements', async () => {
    const { where } = backEnd();
    const { name } = someQueue();
    const effects = mkdtempSync(join(tmpdir(), 'jalons-effects-'));
    const lines = new Happenings<Line>();
    const start = (worker: string, hang: boolean) => {
      const settings = { where, queue: name, effects, concurrency: AT_ONCE, hang };
      const child = startTypeScript('test/contract/jobs.child.ts', [JSON.stringify(settings)]);
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [word, id] = line.split(' ');
        lines.add({ worker, word: word!, ...(id === undefined ? {} : { id }) });
      });
      return child;
    };
    const said = (worker: string, word: string) => (line: Line) => line.worker === worker && line.word === word;
    const jobs = await openJobs(where);
    const killed = start('killed', true);
    let other: ReturnType<typeof start> | undefined;
    try {
      await (await jobs.queue({ ...someQueue(), name })).enqueue(someJobs(JOBS));
      await lines.until(said('killed', 'did'), AT_ONCE);
      other = start('other', false);
      await lines.until(said('other', 'did'));
      killed.kill('SIGKILL');
      await lines.until(said('other', 'done'), JOBS);

      const ids = someJobs(JOBS).map(({ id }) => id);
      const of = (word: string) => lines.seen.filter((line) => line.word === word).map((line) => line.id!);
      expect(of('did').toSorted()).toEqual(ids.toSorted());
      expect(of('done').toSorted()).toEqual(ids.toSorted());
      expect(of('again').toSorted()).toEqual(
        lines.seen
          .filter(said('killed', 'did'))
          .map((line) => line.id!)
          .toSorted(),
      );
      expect(readdirSync(effects)).toHaveLength(JOBS);

      other.kill('SIGTERM');
      expect(await once(other, 'exit')).toEqual([0, null]);
    } finally {
      killed.kill('SIGKILL');
      other?.kill('SIGKILL');
      await jobs.close();
      rmSync(effects, { recursive: true });
    }
  }, 60_000);
}
