import { createPool, ScopedDatabase } from '@jalons/database';
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
import type { Configuration } from '../configuration/configuration.js';
import { ZONE } from '../engine/api-engine.js';
import type { Closers } from '../engine/closers.js';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { urlOf } from '../engine/storage.js';
import { reach } from './reach.js';
import { untilDone } from './until-done.js';

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
 */
export async function administrate<Result>(
  configuration: Configuration,
  options: AdministrationOptions,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> {
  return untilDone(async (closers) => work(await open(configuration, options, closers)));
}

async function open(
  configuration: Configuration,
  { actor, onMessage }: AdministrationOptions,
  closers: Closers,
): Promise<Administration> {
  const { storage } = await reach(configuration, onMessage, closers);
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
