import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '@jalons/kernel';

/**
 * Starts a TypeScript file of the sources as a process of its own; its errors appear among those of the tests.
 * @param settings beside the environment of this process
 */
export function startTypeScript(
  file: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): ChildProcessByStdio<null, Readable, null> {
  const loader = pathToFileURL(join(projectRoot(), 'test', 'support', 'typescript.mjs')).href;
  return spawn(process.execPath, ['--import', loader, join(projectRoot(), file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...settings },
  });
}
