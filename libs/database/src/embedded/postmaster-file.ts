import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, isAlive } from './process-identity.js';

/** What `postmaster.pid` says (lines 1, 4 and 8 of its documented form). */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number | undefined;
  readonly ready: boolean;
}

export function readPostmasterFile(dataFolder: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  const port = Number(lines[3]);
  return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined, ready: lines[7]?.trim() === 'ready' };
}

/**
 * Whether a process is the server of this data folder and not a later process that got its id. A postmaster works
 * inside its data folder and was started with it on its command line.
 */
export function isPostmasterOf(pid: number, dataFolder: string): boolean {
  if (!isAlive(pid)) return false;
  const command = commandLine(pid);
  if (!command.includes('postgres')) return false;
  const folder = realpathSync(dataFolder);
  try {
    if (readlinkSync(`/proc/${pid}/cwd`) === folder) return true;
  } catch {
    // No /proc, or a process of another user: its command line is readable all the same.
  }
  return command.includes(folder) || command.includes(dataFolder);
}
