import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createPool, isInstalled, LONG_WORK_MS } from '@jalons/database';
import { commandHashOf, commandIdOf, EventTypeRegistry, type CommandContext, type Position } from '@jalons/event-log';
import { systemClock } from '@jalons/http';
import {
  runImport,
  undoImport,
  type ImportParts,
  type ImportRequest,
  type ImportSummary,
  type UndoRequest,
  type UndoSummary,
} from '@jalons/import';
import { dateAt, derivedId, loadNomenclatures, type Uuid } from '@jalons/kernel';
import { CheckpointProgress } from '@jalons/projections';
import { firstTerritoryId, Territories, type TerritoryParts } from '@jalons/territory';
import { ownStructure } from './own-structure.js';
import { upToDate } from './up-to-date.js';
import { reach } from '../administration/reach.js';
import { untilDone } from '../administration/until-done.js';
import type { Configuration } from '../configuration/configuration.js';
import { ZONE } from '../engine/api-engine.js';
import type { Closers } from '../engine/closers.js';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { projectionsOf } from '../engine/projections.js';
import { urlOf } from '../engine/storage.js';

/** What is asked of the command line. */
export interface ImportWish extends Omit<ImportRequest, 'territory' | 'actor' | 'own'> {
  readonly territory?: Uuid;
  /** A structure whose own file it is: the same as if its manager had given it over HTTP. */
  readonly onBehalfOf?: Uuid;
}

/** Imports on a whole installation, under the command line's role and a named actor. */
export interface Imports {
  /**
   * Imports into a territory; into the one of the first run where none is named, which is founded where there is none.
   */
  run(request: ImportWish): Promise<ImportSummary>;
  /** Undoes a whole import by compensating events. */
  undo(request: Omit<UndoRequest, 'actor'>): Promise<UndoSummary>;
  /** Waits until every read model holds what stands up to `position`; false where they do not within `timeoutMs`. */
  settle(position: Position, timeoutMs: number): Promise<boolean>;
}

export interface ImportsOptions {
  /** Who acts: the log keeps an id that derives from it. */
  readonly actor: string;
  /** What happens, in French, for the terminal; never a secret. */
  readonly onMessage: (message: string) => void;
}

const CONNECTIONS = 4;

/** What the territory of an installation that nobody has opened yet is called, until somebody renames it. */
const DEFAULT_TERRITORY = 'Cité de l’Emploi';

/**
 * Opens an installation for imports, with the product running or stopped; an empty data folder becomes one, but for a
 * rehearsal, which uses one that is thrown away. Whatever happens, nothing is left running that was not before.
 */
export function withImports<Result>(
  configuration: Configuration,
  options: ImportsOptions & { readonly rehearsal?: boolean },
  work: (imports: Imports) => Promise<Result>,
): Promise<Result> {
  return untilDone(async (closers) => {
    const { databaseUrl, dataFolder } = configuration;
    const isNew = databaseUrl === undefined && !isInstalled(dataFolder);
    if (options.rehearsal !== true || !isNew) return work(await open(configuration, options, closers));
    // Below the folder that was named: where it may be made, PostgreSQL can run.
    const parent = await mkdtemp(`${resolve(dataFolder)}-essai-`);
    closers.add(() => rm(parent, { recursive: true, force: true }));
    return work(await open({ ...configuration, dataFolder: join(parent, 'data') }, options, closers));
  });
}

async function open(
  configuration: Configuration,
  { actor, onMessage }: ImportsOptions,
  closers: Closers,
): Promise<Imports> {
  const { storage } = await reach(configuration, onMessage, closers, 'initialise');
  const url = urlOf(storage.urls, 'cli');
  const { idSecret } = storage.masterKey;
  const events = await openEventSide(storage, 'cli', new EventTypeRegistry(eventTypes));
  closers.add(() => events.close());
  const pool = createPool(url, {
    ...{ name: `jalons-import ${actor}`, max: CONNECTIONS },
    connectionTimeoutMs: LONG_WORK_MS,
  });
  closers.add(() => pool.end());
  const progress = CheckpointProgress.open({ url });
  closers.add(() => progress.close());
  const codes = loadNomenclatures();
  const actorId = derivedId(idSecret, 'command-line actor', actor);
  const parts: ImportParts = {
    ...{ store: events.store, pool, codes, idSecret, now: () => systemClock.now() },
    upToDate: upToDate(events.log, progress),
  };
  const names = projectionsOf(codes).map(({ name }) => name);
  return {
    run: async ({ territory, onBehalfOf, ...request }) => {
      const into =
        territory ?? (await firstTerritory({ ...events, clock: systemClock, codes, idSecret, zone: ZONE }, actorId));
      const own = onBehalfOf === undefined ? {} : { own: await ownStructure(events.store, storage.urls, onBehalfOf) };
      return runImport(parts, { ...request, ...own, territory: into, actor: actorId });
    },
    undo: (request) => undoImport(parts, { ...request, actor: actorId }),
    settle: (position, timeoutMs) => progress.waitFor(names, position, timeoutMs),
  };
}

/** The territory of the first run; founded here where the installation has none yet. */
async function firstTerritory(parts: TerritoryParts, actor: Uuid): Promise<Uuid> {
  const { idSecret, clock, zone } = parts;
  const id = firstTerritoryId(idSecret);
  const command = { type: 'FoundTerritory', name: DEFAULT_TERRITORY, zone, on: dateAt(clock.now(), zone) } as const;
  const commandId = commandIdOf(idSecret, actor, 'import/default-territory');
  const context: CommandContext = { commandId, commandHash: commandHashOf({}), actor, correlationId: commandId };
  await new Territories(parts).run(id, command, context).catch((error: unknown) => {
    if (!isAlreadyFounded(error)) throw error;
  });
  return id;
}

function isAlreadyFounded(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'territory-already-founded';
}
