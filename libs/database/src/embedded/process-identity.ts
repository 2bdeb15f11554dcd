import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Fields of `/proc/<pid>/stat`, counted after the name: proc(5). */
const STATE = 0;
const START_TICKS = 19;
const ENDED_STATES: ReadonlySet<string> = new Set(['Z', 'X']);

/**
 * Whether a process of this id runs, whoever owns it. One that has ended and that nobody has reaped does not: in a
 * container whose first process reaps nothing, a killed one stays like that for ever.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !ENDED_STATES.has(linuxStat(pid)?.[STATE] ?? '');
}

/**
 * Tells one process from a later one with the same id: the boot and the start time of the process.
 * `undefined` when there is no such process or the platform does not say.
 */
export function processBirth(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const ticks = linuxStat(pid)?.[START_TICKS];
    if (ticks === undefined) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  }
  if (process.platform === 'win32') return undefined;
  return tryPs(pid, 'lstart');
}

/** The command line of a process, arguments joined by spaces; empty when it cannot be read. */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return process.platform === 'win32' ? '' : (tryPs(pid, 'command') ?? '');
}

function linuxStat(pid: number): readonly string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function tryPs(pid: number, column: string): string | undefined {
  try {
    return (
      execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
        encoding: 'utf8',
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
