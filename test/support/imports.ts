import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool } from '@jalons/database';
import { commandHashOf } from '@jalons/event-log';
import { loadProfile, runImport, type ImportParts, type ImportRequest, type ImportSummary } from '@jalons/import';
import { civilDateOf, loadNomenclatures, projectRoot, randomId, type Uuid } from '@jalons/kernel';
import { eventTypes } from '@jalons/runtime';
import { Territories } from '@jalons/territory';
import { openStore, type OpenedStore } from './event-store.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** The public cohorts, where they lie beside the project; null elsewhere. */
export function cohort(name: string): string | null {
  const folder = join(projectRoot(), '..', 'shared', 'reference', 'cohorts', name);
  if (existsSync(folder)) return folder;
  console.warn(`Skipped: ../shared/reference/cohorts/${name} is not here.`);
  return null;
}

/** The files of a folder whose names begin with one of these words. */
export function filesOf(folder: string, ...names: readonly string[]): readonly string[] {
  return readdirSync(folder)
    .filter((file) => names.some((name) => file.startsWith(name)))
    .map((file) => join(folder, file));
}

/** The profile `test/profiles/<name>.json`. */
export function profileOf(name: string) {
  return loadProfile(join(projectRoot(), 'test', 'profiles', `${name}.json`));
}

export interface ImportBench extends ImportParts {
  readonly database: TestDatabase;
  readonly opened: OpenedStore;
  readonly territory: Uuid;
  import(request: Pick<ImportRequest, 'files' | 'profile'> & Partial<ImportRequest>): Promise<ImportSummary>;
  close(): Promise<void>;
}

/** A database of its own with a territory founded in it, and imports into it. */
export async function openImportBench(): Promise<ImportBench> {
  const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-import-'));
  const database = await createTestDatabase();
  const opened = await openStore({ urls: database.urls, secretsFolder, definitions: eventTypes });
  const pool = createPool(database.urls.cli, { name: 'jalons-import', max: 4 });
  const codes = loadNomenclatures();
  const { store, runner, idSecret } = opened;
  const now = () => Date.now();
  const territory = randomId();
  const zone = 'Europe/Paris';
  const territories = new Territories({ runner, clock: { now }, codes, idSecret, zone });
  const actor = randomId();
  const context = { commandId: randomId(), commandHash: commandHashOf({}), actor, correlationId: randomId() };
  const found = { type: 'FoundTerritory', name: 'Grand Mirail', zone, on: civilDateOf('2010-01-01') } as const;
  await territories.run(territory, found, context);
  const parts = { store, pool, codes, idSecret, now };
  return {
    ...{ ...parts, database, opened, territory },
    import: (request) => runImport(parts, { territory, actor, dryRun: false, ...request }),
    close: async () => {
      await pool.end();
      await opened.close();
      await database.drop();
      rmSync(secretsFolder, { recursive: true });
    },
  };
}
