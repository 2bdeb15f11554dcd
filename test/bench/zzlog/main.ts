import { readFileSync, readdirSync } from 'node:fs';
import { PostgresEventLog } from '@jalons/event-log';
import { startBenchServer } from '../support/server.js';
import { drive } from '../support/rounds.js';
import { newStream, sealedEvent } from '../log/sample.js';
const threads = () => Object.fromEntries(readdirSync('/proc/self/task').map((t) => [t, Number(readFileSync(`/proc/self/task/${t}/schedstat`, 'utf8').split(' ')[0]) / 1e3]));
export async function run([at = '32', ms = '3000']: string[]): Promise<void> {
  const server = await startBenchServer();
  const log = new PostgresEventLog({ url: server.urls.worker });
  const seal = async () => { const stream = newStream(); sealedEvent(stream); return 1; };
  const op = async () => { const stream = newStream(); await log.append({ stream, expected: 'none', events: [sealedEvent(stream)] }); return 1; };
  await drive(Number(at), 2000, op);
  for (let i = 0; i < 3; i++) {
    const a = threads(); const c0 = process.cpuUsage(); const m = await drive(Number(at), Number(ms), op); const b = threads(); const n = m.perSecond * Number(ms) / 1000; const c = process.cpuUsage(c0);
    const main = (b[String(process.pid)]! - a[String(process.pid)]!) / n;
    console.log(Math.round(m.perSecond), m.p99.toFixed(1), 'main us/ev', main.toFixed(1), 'all', ((c.user + c.system) / n).toFixed(1), 'sys', (c.system / n).toFixed(1));
    const d = threads(); const s = await drive(1, 1000, seal); const e = threads();
    console.log('  seal only us/ev', ((e[String(process.pid)]! - d[String(process.pid)]!) / s.perSecond).toFixed(1));
  }
  await log.close(); await server.stop(); process.exit(0);
}
