import { defineEvents, type DomainEvent } from '@jalons/event-log';
import type { EntryResidue, ExitResidue } from '@jalons/privacy';

/**
 * What the log keeps of an erased person's parcours, under the system key, each in a stream `residue-<id>` of its own
 * whose id is fresh and random (security.md § 3). `occurredOn` is the last day of its quarter. An attribute is null where
 * it was not known, or dropped so that nobody is singled out.
 */
export type ResidueEvent =
  | DomainEvent<'EntryResidueRecorded', Omit<EntryResidue, 'kind'>>
  | DomainEvent<'ExitResidueRecorded', Omit<ExitResidue, 'kind'>>;

/** For the registry of the codec. */
export const residueEvents = defineEvents<ResidueEvent>({
  EntryResidueRecorded: { version: 1 },
  ExitResidueRecorded: { version: 1 },
});
