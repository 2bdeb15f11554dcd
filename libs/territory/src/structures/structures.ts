import type { StoredEvent } from '@jalons/event-log';
import { SystemStreams, type TerritoryParts } from '../commands/system-streams.js';
import { structureDecider, type StructureCommand } from '../structure/structure.decider.js';
import type { StructureEvent } from '../structure/structure.events.js';

/** Runs the commands on structures. */
export class Structures extends SystemStreams<
  StructureCommand,
  StructureEvent,
  readonly StoredEvent<StructureEvent>[]
> {
  constructor(parts: TerritoryParts) {
    super(parts, structureDecider(parts.codes));
  }
}
