import type { CommandContext, CommandRunner, EventStore } from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { CodedLists } from '../steps/field-checks.js';

/** What the commands on parcours rest on. */
export interface ParcoursParts {
  readonly store: EventStore;
  readonly runner: CommandRunner;
  readonly clock: Clock;
  readonly codes: CodedLists;
  readonly idSecret: Uint8Array;
}

/** The structure that a command acts for; refused where the caller has several and names none. */
export function structureOf({ structure }: CommandContext): Uuid {
  if (structure !== undefined) return structure;
  throw new DomainError('unprocessable', 'structure-needed', 'Précisez pour quelle structure vous agissez.');
}
