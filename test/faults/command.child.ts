// A process of the installation that is killed in the middle of one command, as it begins its nth append to the log.
import 'reflect-metadata';
import { PostgresEventLog } from '@jalons/event-log';
import { openParcoursApp } from '../support/parcours-http.js';

/** What the process does, and when it dies. */
export interface CrashPlan {
  readonly urls: Parameters<typeof openParcoursApp>[0];
  readonly secretsFolder: string;
  readonly path: string;
  readonly payload: object;
  readonly headers: Readonly<Record<string, string>>;
  /** The append that never begins, from 1. */
  readonly atAppend: number;
}

const { urls, secretsFolder, path, payload, headers, atAppend } = JSON.parse(process.argv[2]!) as CrashPlan;
const { app } = await openParcoursApp(urls, secretsFolder);

const append = PostgresEventLog.prototype.append;
let appends = 0;
PostgresEventLog.prototype.append = function killed(...request) {
  appends += 1;
  if (appends < atAppend) return append.apply(this, request);
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
};
const { statusCode, body } = await app.inject({ method: 'POST', url: `/api/v1/${path}`, payload, headers });
throw new Error(`answered ${statusCode} ${body} instead of dying`);
