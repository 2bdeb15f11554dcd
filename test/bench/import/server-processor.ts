import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Jiffies of Linux in a second, on every machine that it runs on today. */
const TICKS = 100;

/**
 * Processor time of all processes of a PostgreSQL of this machine so far, in seconds; 0 where the system does not tell.
 * Beside other work it says more than the time that passes.
 */
export async function serverProcessor(client: Pick<pg.Client, 'query'>): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = statOf(String(rows[0]!.pid))?.parent;
  if (server === undefined) return 0;
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = statOf(pid);
    // The server has, with its own, the time of those of its processes that ended.
    if (stat !== undefined && pid === server) ticks += stat.own + stat.ended;
    else if (stat?.parent === server) ticks += stat.own;
  }
  return ticks / TICKS;
}

function statOf(pid: string): { readonly parent: string; readonly own: number; readonly ended: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Behind the name, which may hold anything: state, parent … user, system, and both of the ended children.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number) as [number, number, number, number];
    return { parent: fields[1]!, own: user + system, ended: endedUser + endedSystem };
  } catch {
    return undefined;
  }
}
