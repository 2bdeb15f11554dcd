import { constants } from 'node:os';
import { createPool, EmbeddedPostgresError, isInstalled, ScopedDatabase } from '@jalons/database';
import {
  commandHashOf,
  commandIdOf,
  EventTypeRegistry,
  type CommandContext,
  type CommandRunner,
  type EventStore,
  type Position,
} from '@jalons/event-log';
import { systemClock, type Clock } from '@jalons/http';
import { derivedId, loadNomenclatures, randomId, type NomenclatureCatalogue } from '@jalons/kernel';
import { CheckpointProgress } from '@jalons/projections';
import { ConfigurationError, type Configuration } from '../configuration/configuration.js';
import { ZONE } from '../engine/api-engine.js';
import { Closers } from '../engine/closers.js';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { attachStorage, connectStorage, openEmbeddedStorage, urlOf, type Storage } from '../engine/storage.js';
import { openWorkerEngine } from '../engine/worker-engine.js';

/** What a command of the command line rests on: everything under the role `jalons_cli` and a named actor. */
export interface Administration {
  readonly database: ScopedDatabase;
  readonly store: EventStore;
  readonly runner: CommandRunner;
  readonly codes: NomenclatureCatalogue;
  readonly clock: Clock;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
  readonly idSecret: Uint8Array;
  /** Where people reach the product, for the links it gives. */
  readonly origin: string;
  /** The context of one step of this run: its name tells it from the others, `request` is what it asks. */
  step(name: string, request: unknown): CommandContext;
  /** Waits, a few seconds at most, until names and mandates are read up to `position`; false where they are not. */
  settle(position: Position): Promise<boolean>;
}

export interface AdministrationOptions {
  /** Who acts: the log keeps an id that derives from it, the server shows it beside the connections. */
  readonly actor: string;
  /** What happens, in French, for the terminal; never a secret. */
  readonly onMessage: (message: string) => void;
}

const SETTLE_MS = 10_000;

/**
 * Does some work as the command line: beside the product where it runs, on the data folder itself where it does not.
 * Whatever happens, a signal included, nothing is left running that was not running before.
 */
export async function administrate<Result>(
  configuration: Configuration,
  options: AdministrationOptions,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> {
  const closers = new Closers();
  const leave = (signal: NodeJS.Signals) =>
    void closers.closeAll().finally(() => process.exit(128 + constants.signals[signal]));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, leave);
  try {
    return await work(await open(configuration, options, closers));
  } finally {
    await closers.closeAll();
    for (const signal of signals) process.off(signal, leave);
  }
}

async function open(
  configuration: Configuration,
  { actor, onMessage }: AdministrationOptions,
  closers: Closers,
): Promise<Administration> {
  const storage = await openStorage(configuration, onMessage, closers);
  const url = urlOf(storage.urls, 'cli');
  const { idSecret } = storage.masterKey;
  const events = await openEventSide(storage, 'cli', new EventTypeRegistry(eventTypes));
  closers.add(() => events.close());
  const pool = createPool(url, { name: `jalons-cli ${actor}`, max: 1, pipeline: true });
  closers.add(() => pool.end());
  const progress = CheckpointProgress.open({ url });
  closers.add(() => progress.close());
  const actorId = derivedId(idSecret, 'command-line actor', actor);
  const run = randomId();
  return {
    ...{ store: events.store, runner: events.runner, clock: systemClock, zone: ZONE, idSecret },
    database: new ScopedDatabase(pool),
    codes: loadNomenclatures(),
    origin: configuration.publicUrl ?? `http://localhost:${configuration.port}`,
    step: (name, request) => ({
      commandId: commandIdOf(idSecret, actorId, `${run}/${name}`),
      commandHash: commandHashOf(request),
      actor: actorId,
      correlationId: run,
    }),
    settle: (position) => progress.waitFor(['professionals', 'mandates'], position, SETTLE_MS),
  };
}

async function openStorage(
  configuration: Configuration,
  onMessage: (message: string) => void,
  closers: Closers,
): Promise<Storage> {
  const { databaseUrl, dataFolder } = configuration;
  if (databaseUrl !== undefined) return connectStorage(configuration, 'cli');
  if (!isInstalled(dataFolder)) {
    throw new ConfigurationError(
      `Aucune installation dans ${dataFolder} : lancez d’abord npm start, ou indiquez un autre dossier par JALONS_DATA.`,
    );
  }
  const running = await attachStorage(configuration);
  if (running !== undefined) return running;
  const onLost = () => onMessage('La base de données s’est arrêtée et n’a pas pu repartir.');
  try {
    const storage = await openEmbeddedStorage(configuration, { onMessage, onLost });
    closers.add(() => storage.close());
    // Nobody else folds what this command records.
    const worker = await openWorkerEngine(storage, () => {});
    closers.add(() => worker.close());
    return storage;
  } catch (error) {
    // The product was started in between.
    const started = isHeld(error) ? await attachStorage(configuration) : undefined;
    if (started === undefined) throw error;
    return started;
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof EmbeddedPostgresError && error.code === 'locked';
}
