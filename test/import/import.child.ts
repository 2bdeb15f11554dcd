// Runs one import as a process of the installation, and kills itself, as a power cut would, at one call of the log or of
// the records: before it is made, or once it is and nobody was told.
import { writeSync } from 'node:fs';
import { prepareFiles, runImport } from '@jalons/import';
import { openImportParts, profileOf } from '../support/imports.js';

interface Work {
  readonly urls: Parameters<typeof openImportParts>[0];
  readonly secretsFolder: string;
  readonly files: readonly string[];
  readonly profile: string;
  readonly killAt: { readonly what: 'append' | 'record'; readonly call: number; readonly when: 'before' | 'after' };
}

const { urls, secretsFolder, files, profile, killAt } = JSON.parse(process.argv[2]!) as Work;
const { parts, request } = await openImportParts(urls, secretsFolder);

let calls = 0;
function deadly<Target extends object>(target: Target, what: Work['killAt']['what'], method: keyof Target): Target {
  return new Proxy(target, {
    get(own, name) {
      const value: unknown = Reflect.get(own, name, own);
      if (typeof value !== 'function') return value;
      const bound = (value as (...args: unknown[]) => unknown).bind(own);
      if (name !== method || what !== killAt.what) return bound;
      return async (...args: unknown[]) => {
        calls += 1;
        const isIt = calls === killAt.call;
        if (isIt && killAt.when === 'before') process.kill(process.pid, 'SIGKILL');
        const result = await bound(...args);
        if (isIt) process.kill(process.pid, 'SIGKILL');
        return result;
      };
    },
  });
}

const store = deadly(parts.store, 'append', 'append');
const pool = deadly(parts.pool, 'record', 'query');
await runImport(
  { ...parts, store, pool },
  { ...request, prepared: await prepareFiles(files, await profileOf(profile)) },
);
writeSync(1, 'finished\n');
process.exit(0);
