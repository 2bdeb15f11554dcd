import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beneficiaryEvents, outreachEvents, outreachProjection } from '@jalons/beneficiaries';
import { caseViewsProjections } from '@jalons/case-views';
import { createPool, type ConnectionUrls } from '@jalons/database';
import { commandHashOf, type StoredEvent } from '@jalons/event-log';
import {
  loadProfile,
  prepareFiles,
  runImport,
  undoImport,
  type ImportParts,
  type ImportRequest,
  type ImportSummary,
  type Profile,
  type UndoSummary,
} from '@jalons/import';
import { civilDateOf, loadNomenclatures, projectRoot, randomId, type Uuid } from '@jalons/kernel';
import { parcoursEvents } from '@jalons/parcours';
import { structureEvents, Territories, territoryEvents } from '@jalons/territory';
import pg from 'pg';
import { project } from '../policies/project.js';
import { createReadTables, createScopeTables } from '../policies/sign-in-as.js';
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

/** The events that imports write, and those that an undo looks at. */
export const importedTypes = [
  ...[...beneficiaryEvents, ...parcoursEvents, ...structureEvents, ...territoryEvents],
  ...outreachEvents,
];

const ZONE = 'Europe/Paris';
const FOUNDED = civilDateOf('2010-01-01');
/** The same in every bench: their ids are to be compared. */
const TERRITORY: Uuid = '11111111-1111-4111-8111-111111111111';
const ACTOR: Uuid = '22222222-2222-4222-8222-222222222222';

/** What an import needs, in a database and under the secrets of a folder; for the process of a test and for its children. */
export async function openImportParts(urls: ConnectionUrls, secretsFolder: string) {
  const opened = await openStore({ urls, secretsFolder, definitions: importedTypes });
  const pool = createPool(urls.cli, { name: 'jalons-import', max: 4 });
  const { store, idSecret } = opened;
  const parts: ImportParts = { store, pool, codes: loadNomenclatures(), idSecret, now: () => Date.now() };
  const close = async () => {
    await pool.end();
    await opened.close();
  };
  return { opened, parts, request: { territory: TERRITORY, actor: ACTOR, dryRun: false }, close };
}

export interface FilesToImport {
  readonly files: readonly string[];
  readonly profile: Profile;
}

export interface ImportBench {
  readonly parts: ImportParts;
  readonly database: TestDatabase;
  readonly opened: OpenedStore;
  readonly secretsFolder: string;
  import(asked: FilesToImport & Partial<ImportRequest>): Promise<ImportSummary>;
  undo(importId: Uuid): Promise<UndoSummary>;
  /** Makes the read models of people, from what the log holds. */
  foldPeople(): Promise<void>;
  /** The whole log, in clear. */
  events(): Promise<readonly StoredEvent[]>;
  close(): Promise<void>;
}

/**
 * A database of its own with a territory founded in it, and imports into it.
 * @param like another bench, whose secrets it shares: then both give the same ids
 */
export async function openImportBench(like?: ImportBench): Promise<ImportBench> {
  const secretsFolder = like?.secretsFolder ?? mkdtempSync(join(tmpdir(), 'jalons-import-'));
  const database = await createTestDatabase();
  const { opened, parts, request: own, close } = await openImportParts(database.urls, secretsFolder);
  const clock = { now: parts.now };
  const territories = new Territories({ ...opened, clock, codes: parts.codes, zone: ZONE });
  const commandId = randomId();
  const context = { commandId, commandHash: commandHashOf({}), actor: ACTOR, correlationId: commandId };
  await territories.run(TERRITORY, { type: 'FoundTerritory', name: 'Grand Mirail', zone: ZONE, on: FOUNDED }, context);
  return {
    ...{ parts, database, opened, secretsFolder },
    import: async ({ files, profile, ...asked }) =>
      runImport(parts, { ...own, prepared: await prepareFiles(files, profile), ...asked }),
    undo: (importId) => undoImport(parts, { importId, actor: ACTOR }),
    foldPeople: async () => foldPeople(database.urls, await allEvents(opened)),
    events: () => allEvents(opened),
    close: async () => {
      await close();
      await database.drop();
      if (like === undefined) rmSync(secretsFolder, { recursive: true });
    },
  };
}

async function foldPeople(urls: ConnectionUrls, events: readonly StoredEvent[]): Promise<void> {
  const owner = new pg.Client({ connectionString: urls.owner });
  await owner.connect();
  await createScopeTables(owner);
  const projections = [...caseViewsProjections(loadNomenclatures()), outreachProjection];
  await createReadTables(owner, projections);
  await owner.end();
  const projecting = createPool(urls.owner, { name: 'spec-projections', max: 1 });
  for (const projection of projections) await project(projecting, projection, events);
  await projecting.end();
}

async function allEvents({ store }: OpenedStore): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await store.readAll(events.at(-1)?.position ?? null, 5_000);
    events.push(...(page as readonly StoredEvent[]));
    if (page.length < 5_000) return events;
  }
}
