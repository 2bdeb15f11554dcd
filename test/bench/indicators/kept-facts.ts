import { indicatorsProjection } from '@jalons/indicators';
import { ProjectionRunner } from '@jalons/projections';
import pg from 'pg';
import { createScopeTables } from '../../policies/sign-in-as.js';
import { makeJoinedPeer } from './joined-peer.js';
import { SyntheticLog } from './synthetic-log.js';

interface Urls {
  readonly worker: string;
  readonly owner: string;
  readonly admin: string;
}

/** What a kept folder says of itself: whether its facts are whole, of how many parcours, and of which version. */
const KEPT = `SELECT parcours, version FROM bench.facts`;

/**
 * Makes the facts of so many parcours, unless the folder holds them already.
 * Throws where it holds those of another size or of another version of the projection: a figure would be of something else.
 */
export async function provideFacts(urls: Urls, parcours: number): Promise<void> {
  const admin = new pg.Client({ connectionString: urls.admin });
  await admin.connect();
  try {
    const kept = await keptFacts(admin);
    if (kept === null) await makeFacts(urls, admin, parcours);
    else if (kept.parcours !== parcours || kept.version !== indicatorsProjection.version) {
      throw new Error(
        `this folder holds facts of ${kept.parcours} parcours, version ${kept.version}: give another one, or empty it`,
      );
    } else console.log(`facts of ${parcours.toLocaleString('en')} parcours, kept from an earlier run`);
  } finally {
    await admin.end();
  }
}

async function keptFacts(admin: pg.Client): Promise<{ readonly parcours: number; readonly version: number } | null> {
  const { rows } = await admin.query<{ is_there: boolean }>(
    `SELECT to_regclass('bench.facts') IS NOT NULL AS is_there`,
  );
  if (!rows[0]!.is_there) return null;
  return (await admin.query<{ parcours: number; version: number }>(KEPT)).rows[0]!;
}

async function isThere(admin: pg.Client, table: string): Promise<boolean> {
  const { rows } = await admin.query<{ is_there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS is_there', [table]);
  return rows[0]!.is_there;
}

async function makeFacts(urls: Urls, admin: pg.Client, parcours: number): Promise<void> {
  if (!(await isThere(admin, 'read.mandates'))) {
    const owner = new pg.Client({ connectionString: urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    await owner.end();
  }
  // Where it was broken off it goes on from its checkpoint.
  await fold(urls, parcours);
  await makeJoinedPeer(admin);
  await admin.query('VACUUM ANALYZE');
  await admin.query('CREATE SCHEMA bench; CREATE TABLE bench.facts (parcours integer, version integer)');
  await admin.query('INSERT INTO bench.facts VALUES ($1, $2)', [parcours, indicatorsProjection.version]);
}

async function fold(urls: Urls, parcours: number): Promise<void> {
  const store = new SyntheticLog(parcours);
  const runner = await ProjectionRunner.open({
    ...{ url: urls.worker, ownerUrl: urls.owner, store, projections: [indicatorsProjection] },
  });
  const live = untilLive(runner);
  const start = performance.now();
  runner.start();
  await live;
  const seconds = (performance.now() - start) / 1_000;
  await runner.stop();
  console.log(
    `${store.length.toLocaleString('en')} events of ${parcours.toLocaleString('en')} parcours folded live in ` +
      `${seconds.toFixed(1)} s: ${Math.round(store.length / seconds).toLocaleString('en')} events/s\n`,
  );
}

async function untilLive(runner: ProjectionRunner): Promise<void> {
  for (;;) {
    const [status] = await runner.status();
    if (status?.state === 'live') return;
    if (status?.errorCode) throw new Error(status.errorCode);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
