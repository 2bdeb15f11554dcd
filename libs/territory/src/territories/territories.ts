import type { StoredEvent } from '@jalons/event-log';
import { SystemStreams, type TerritoryParts } from '../commands/system-streams.js';
import { territoryDecider, type TerritoryCommand } from '../territory/territory.decider.js';
import type { TerritoryEvent } from '../territory/territory.events.js';

/** Runs the commands on territories. */
export class Territories extends SystemStreams<
  TerritoryCommand,
  TerritoryEvent,
  readonly StoredEvent<TerritoryEvent>[]
> {
  constructor(parts: TerritoryParts) {
    super(parts, territoryDecider(parts.codes));
  }
}
