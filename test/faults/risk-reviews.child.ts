// One run of reviews that kills itself at the nth of its steps: an append begun or done, a save begun or done.
// Argument: a KillPlan as JSON. Ends by SIGKILL, or by itself with code 0 where it had fewer steps.
import { createPool, type ConnectionUrls } from '@jalons/database';
import { loadCalendar, RiskReviewer } from '@jalons/dropout-risk';
import type { CommandRunner } from '@jalons/event-log';
import { openStore } from '../support/event-store.js';
import { RISK_DEFINITIONS } from '../support/risk/definitions.js';

export interface KillPlan {
  readonly urls: ConnectionUrls;
  readonly secretsFolder: string;
  readonly now: number;
  readonly atStep: number;
}

const { urls, secretsFolder, now, atStep } = JSON.parse(process.argv[2]!) as KillPlan;
let steps = 0;
const step = () => {
  steps += 1;
  if (steps === atStep) process.kill(process.pid, 'SIGKILL');
};
const around = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  step();
  const result = await work();
  step();
  return result;
};

const store = await openStore({ urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
const pool = createPool(urls.worker, { name: 'spec', max: 3 });
const runner: CommandRunner = { run: (request) => around(() => store.runner.run(request)) };
const query = pool.query.bind(pool) as (...args: readonly unknown[]) => Promise<unknown>;
const watched = {
  query: (asked: { readonly name?: string }, ...rest: readonly unknown[]) =>
    asked.name?.startsWith('risk_save') === true ? around(() => query(asked, ...rest)) : query(asked, ...rest),
};
const reviewer = new RiskReviewer({
  ...{ pool: watched as never, runner, idSecret: store.idSecret, calendar: loadCalendar(), zone: 'Europe/Paris' },
});
await reviewer.reviewDue(now);
await Promise.all([pool.end(), store.close()]);
