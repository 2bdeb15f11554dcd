import type { Decider, StoredEvent } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import { SystemStreams, type TerritoryParts } from '../commands/system-streams.js';
import { serviceDecider, type ServiceCommand } from './service.decider.js';
import type { ServiceEvent } from './service.events.js';
import { serviceState } from './service.state.js';

/** Who keeps a service: its structure, or the coordinator of the territory where it is listed. */
export interface ServiceKeeper {
  readonly structures: readonly Uuid[];
  /** The territories that the caller coordinates. */
  readonly coordinated: readonly Uuid[];
  /** The territory that the command acts for. */
  readonly territory: Uuid | undefined;
}

export interface KeptCommand {
  readonly command: ServiceCommand;
  readonly by: ServiceKeeper;
}

type Entries = readonly StoredEvent<ServiceEvent>[];

/** Runs the commands on services of the directory. */
export class Services extends SystemStreams<KeptCommand, ServiceEvent, Entries> {
  constructor(parts: TerritoryParts) {
    super(parts, keptDecider(serviceDecider(parts.codes)));
  }
}

function keptDecider(
  decider: Decider<ServiceCommand, ServiceEvent, Entries>,
): Decider<KeptCommand, ServiceEvent, Entries> {
  return {
    ...decider,
    decide({ command, by }, entries, context) {
      refuseStranger(command, by, entries);
      return decider.decide(command, entries, context);
    },
  };
}

function refuseStranger(command: ServiceCommand, by: ServiceKeeper, entries: Entries): void {
  const listing = command.type === 'ListService';
  // A service whose listing was voided is kept by whoever listed it for its structure.
  const first = entries.find(({ type }) => type === 'ServiceListed') as StoredEvent<ServiceEvent> | undefined;
  const said = serviceState(entries).service ?? (first?.type === 'ServiceListed' ? first.data : undefined);
  const structure = listing ? command.service.structure : said?.structure;
  const territory = listing ? by.territory : first?.territory;
  if (structure === undefined) return;
  if (by.structures.includes(structure) || (territory !== undefined && by.coordinated.includes(territory))) return;
  throw new DomainError(
    'forbidden',
    'not-your-service',
    'Ce service est tenu à jour par sa structure ou par le coordonnateur du territoire.',
  );
}
