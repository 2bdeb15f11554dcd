import { EventTypeRegistry } from '@jalons/event-log';
import { loadNomenclatures } from '@jalons/kernel';
import { ProjectionRunner, type ProjectionNotice, type ProjectionStatus } from '@jalons/projections';
import { opening } from './closers.js';
import { openEventSide, type EventSide } from './event-side.js';
import { eventTypes } from './event-types.js';
import { projectionsOf } from './projections.js';
import { urlOf, type Storage } from './storage.js';

/** What a process that folds and reacts rests on. */
export interface WorkerEngine {
  readonly events: EventSide;
  readonly runner: ProjectionRunner;
  projections(): Promise<readonly ProjectionStatus[]>;
  close(): Promise<void>;
}

/** Opens log and keys under the worker's role, and begins to feed the read models. */
export function openWorkerEngine(
  storage: Storage,
  onNotice: (notice: ProjectionNotice) => void,
): Promise<WorkerEngine> {
  return opening(async (closers) => {
    const registry = new EventTypeRegistry(eventTypes);
    const events = await openEventSide(storage, 'worker', registry);
    closers.add(() => events.close());
    const ownerUrl = storage.urls.owner;
    const runner = await ProjectionRunner.open({
      ...{ url: urlOf(storage.urls, 'worker'), store: events.store, registry, onNotice },
      ...(ownerUrl !== undefined && { ownerUrl }),
      projections: projectionsOf(loadNomenclatures()),
    });
    closers.add(() => runner.stop());
    events.keys.onForget(() => runner.forget());
    runner.start();
    return { events, runner, projections: () => runner.status(), close: () => closers.closeAll() };
  });
}
