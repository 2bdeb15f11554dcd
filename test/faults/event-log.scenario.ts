import { expect } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { bootstrap, EmbeddedPostgres, migrate, type ConnectionUrls } from '@jalons/database';
import { PostgresEventLog, type RecordedEvent } from '@jalons/event-log';
import { collect, type Collected } from '../contract/event-log.fixtures.js';
import { plannedId, plannedStream } from './event-log.plan.js';
import { Writers } from './event-log.writers.js';

export interface Scenario {
  readonly writers: number;
  readonly processes: number;
  readonly appendsPerWriter: number;
  /** How often a writer process is killed and then the server, evenly spread over the run. */
  readonly rounds: number;
}

/**
 * Writers in several processes while readers tail the log; in each round a bystander holds a transaction open, one
 * writer process is killed with SIGKILL and another takes its place, and then the server is killed with SIGKILL and
 * started again by its supervisor. fsync is on.
 */
export async function surviveFaults({ writers, processes, appendsPerWriter, rounds }: Scenario): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-faults-'));
  // The server may run as another user, which has to reach its data below this folder.
  chmodSync(folder, 0o711);
  const server = await EmbeddedPostgres.start({ folder });
  const urls = server.urls();
  await bootstrap(urls.admin, { passwords: server.passwords });
  await migrate(urls.owner);

  const log = new PostgresEventLog({ url: urls.worker, name: 'fault-reader' });
  const stop = new AbortController();
  const readers = [11, 1_000].map((batchSize) =>
    collect(log.subscribe({ after: null, batchSize, signal: stop.signal }), () => true),
  );
  const run = new Writers(urls.api, writers, appendsPerWriter);
  try {
    const shares = Array.from({ length: processes }, (_none, process) =>
      Array.from({ length: writers }, (_each, writer) => writer).filter((writer) => writer % processes === process),
    );
    const children = shares.map((share) => run.start(share));
    const total = writers * appendsPerWriter;
    for (let round = 0; round < rounds; round += 1) {
      const victim = round % processes;
      await run.until(Math.floor((total * (3 * round + 1)) / (3 * rounds + 1)));
      await run.kill(children[victim]!);
      children[victim] = run.start(shares[victim]!);
      await behindBystander(urls, run, readers, Math.floor((total * (3 * round + 2)) / (3 * rounds + 1)));
      process.kill(server.pid!, 'SIGKILL');
    }
    await run.ended();
    await Promise.all(readers.map((reader) => reader.until(total)));
    stop.abort();
    await Promise.all(readers.map((reader) => reader.ended));
    expect(run.acknowledged).toEqual(Array.from({ length: writers }, () => appendsPerWriter));
    const stored = await everything(log);
    expectStoredOnce(stored, writers, appendsPerWriter);
    for (const reader of readers) expectSame(reader.events, stored);
  } finally {
    stop.abort();
    await log.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writers reach `count` and readers see it while a transaction that wrote, and holds a snapshot, stays open. */
async function behindBystander(
  urls: ConnectionUrls,
  run: Writers,
  readers: readonly Collected[],
  count: number,
): Promise<void> {
  const bystander = new pg.Client({ connectionString: urls.admin });
  await bystander.connect();
  await bystander.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await bystander.query('CREATE TABLE engine.bystander ()');
  await run.until(count);
  await Promise.all(readers.map((reader) => reader.until(count)));
  await bystander.query('ROLLBACK');
  await bystander.end();
}

async function everything(log: PostgresEventLog): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await log.readAll({ after: events.at(-1)?.position ?? null, maxCount: 5_000 });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

/** Every planned append is there, once, in the order of its stream; positions without gaps, time never backwards. */
function expectStoredOnce(stored: readonly RecordedEvent[], writers: number, appendsPerWriter: number): void {
  const wrong = stored.findIndex((event, index) => BigInt(event.position) !== BigInt(index + 1));
  expect(wrong).toBe(-1);
  const backwards = stored.findIndex((event, index) => index > 0 && event.recordedAt < stored[index - 1]!.recordedAt);
  expect(backwards).toBe(-1);
  expect(stored).toHaveLength(writers * appendsPerWriter);
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of stored) {
    const events = streams.get(event.stream);
    if (events === undefined) streams.set(event.stream, [event]);
    else events.push(event);
  }
  for (let writer = 0; writer < writers; writer += 1) {
    const events = streams.get(plannedStream(writer)) ?? [];
    const expected = Array.from({ length: appendsPerWriter }, (_none, n) => `${n} ${plannedId(writer, n)}`);
    expect(events.map((event) => `${event.revision} ${event.eventId}`)).toEqual(expected);
  }
}

function expectSame(seen: readonly RecordedEvent[], stored: readonly RecordedEvent[]): void {
  const ids = (events: readonly RecordedEvent[]): string[] =>
    events.map((event) => `${event.position} ${event.eventId}`);
  expect(ids(seen)).toEqual(ids(stored));
}
