import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries.js';
import type { DataFolder } from './data-folder.js';
import { readPostmasterFile } from './postmaster-file.js';
import { isAlive } from './process-identity.js';
import type { RunAs } from './run-as.js';
import { postgresArguments, serverEnvironment, type ServerSettings } from './server-settings.js';

const POLL_MS = 20;

export interface PostmasterExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One running server process of ours. */
export interface Postmaster {
  readonly pid: number;
  readonly exited: Promise<PostmasterExit>;
  /** From here on this process does not end before the server has: whoever stops it waits for its end. */
  hold(): void;
}

/** Starts the server in a session of its own: Ctrl-C in the terminal must not reach it before the product closed. */
export function launchPostmaster(
  folder: DataFolder,
  binaries: PostgresBinaries,
  runAs: RunAs,
  settings: ServerSettings,
): Postmaster {
  const command = runAs.wrap(binaries.postgres, postgresArguments(folder.postgres, settings));
  // Only what is said before the collector takes over; a file, because a pipe would break when this process is killed.
  const output = openSync(startLog(folder), 'w', 0o600);
  let child: ChildProcess;
  try {
    child = spawn(command.program, command.args, {
      cwd: folder.postgres,
      detached: true,
      env: serverEnvironment(),
      stdio: ['ignore', output, output],
      ...(runAs.kind === 'user' ? runAs.owner : {}),
    });
  } finally {
    closeSync(output);
  }
  const exited = new Promise<PostmasterExit>((resolve) => {
    child.once('error', () => resolve({ code: -1, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  child.unref();
  return { pid: child.pid ?? 0, exited, hold: () => child.ref() };
}

/**
 * Waits until the server takes connections, however long its recovery lasts.
 * @returns false when it ended instead
 */
export async function untilReady(folder: DataFolder, postmaster: Postmaster): Promise<boolean> {
  const ended = postmaster.exited.then(() => 'ended' as const);
  for (;;) {
    const file = readPostmasterFile(folder.postgres);
    if (file?.pid === postmaster.pid && file.ready) return true;
    if ((await Promise.race([ended, delay(POLL_MS)])) === 'ended') return false;
  }
}

/** Fast shutdown: open transactions are rolled back, clients are told, a checkpoint is written. */
export async function stopProcess(pid: number, patienceMs: number): Promise<boolean> {
  if (!(await signalAndWait(pid, 'SIGINT', patienceMs))) {
    // Immediate shutdown: safe for the data (recovery at the next start), unlike SIGKILL, which leaves children.
    return signalAndWait(pid, 'SIGQUIT', 10_000);
  }
  return true;
}

/** The last words of a start that failed. */
export function startOutput(folder: DataFolder): string {
  try {
    return readFileSync(startLog(folder), 'utf8').trim().split('\n').slice(-5).join('\n');
  } catch {
    return '';
  }
}

function startLog(folder: DataFolder): string {
  return join(folder.logs, 'postgres-start.log');
}

async function signalAndWait(pid: number, signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw error;
  }
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (!isAlive(pid)) return true;
    await delay(POLL_MS);
  }
  return false;
}
