// One process of the fault test: several writers, each on its stream, each append retried with the same id and the
// same revision until it is answered. Prints `<writer> <count>` after each acknowledgement; standard output is a pipe,
// which Node writes synchronously, so that a line printed survives a kill.
import { setTimeout as delay } from 'node:timers/promises';
import { LogUnavailable, PostgresEventLog, type AppendOutcome, type AppendRequest } from '@jalons/event-log';
import { plannedAppend, type WriterPlan } from './event-log.plan.js';

const { url, writers, appendsPerWriter } = JSON.parse(process.argv[2] ?? '') as WriterPlan;
const log = new PostgresEventLog({ url, name: 'fault-writer' });

async function untilAnswered(request: AppendRequest): Promise<AppendOutcome> {
  for (;;) {
    try {
      return await log.append(request);
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      await delay(20 + 60 * Math.random());
    }
  }
}

async function write(writer: number, done: number): Promise<void> {
  for (let n = done; n < appendsPerWriter; n += 1) {
    const outcome = await untilAnswered(plannedAppend(writer, n));
    if (outcome.status !== 'appended' || outcome.revision !== n) {
      throw new Error(`writer ${writer}, append ${n}: ${JSON.stringify(outcome)}`);
    }
    process.stdout.write(`${writer} ${n + 1}\n`);
  }
}

await Promise.all(writers.map(({ writer, done }) => write(writer, done)));
await log.close();
