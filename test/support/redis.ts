import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';

export interface TestRedis {
  readonly url: string;
  /** Ends the server at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on its port, with what it had stored. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The server that `npm test` found or installed, or one of PATH; undefined where there is none. */
export function redisServer(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.JALONS_REDIS_SERVER !== undefined) return env.JALONS_REDIS_SERVER;
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Starts a Redis of its own on a free port of the loopback; what it acknowledged is stored only where it is `durable`. */
export async function startRedis(program: string, { durable = false } = {}): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'jalons-redis-'));
  const appending = durable ? { appendonly: 'yes', appendfsync: 'always' } : { appendonly: 'no' };
  const settings = { port: String(port), bind: '127.0.0.1', save: '', dir: folder, ...appending };
  let running = await launch(program, settings);
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => running.kill(),
    restart: async () => {
      running = await launch(program, settings);
    },
    stop: async () => {
      await running.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(program: string, settings: Readonly<Record<string, string>>): Promise<{ kill(): Promise<void> }> {
  // The shell waits for the end of its input, which is ours: a run that is killed leaves no server behind.
  const server = spawn(
    'sh',
    [
      ...['-c', '"$@" & read -r word; kill -KILL $!', 'sh', program],
      ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(server, 'close');
  await untilSaid(server.stdout, 'Ready to accept connections');
  return {
    kill: async () => {
      server.stdin.end();
      await ended;
    },
  };
}

async function untilSaid(output: Readable, words: string): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    output.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
      if (said.includes(words)) resolve();
    });
    output.once('end', () => reject(new Error(`redis-server ended: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
