import type { CommandResult } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { PersonRecords, PersonRequest, RecordingRoles } from '../record/person-records.js';

/**
 * A coordinator settles duplicates, and follows nobody: she breaks the glass on the records (security.md § 1). Whoever has
 * a structure reads her under it and no more, for a merge opens each record for good to the structures of the other.
 */
const BY_COORDINATOR = { reading: ['coordinator'] } as const satisfies RecordingRoles;

/**
 * Merges the records of one person, and parts them again (domain.md § 3). The other record is looked at before (see
 * OtherStreams); a circle that two merges at once make all the same is shown as one, and reversed like any other merge.
 */
export class Merging {
  constructor(private readonly people: PersonRecords) {}

  /** Says that another record may be the same person. */
  async suspect(request: PersonRequest, other: Uuid): Promise<CommandResult> {
    if (other === request.person) throw ownself('/other');
    const suspicion = { other, because: 'operator' } as const;
    return this.people.record(request, (on) => ({ type: 'SuspectDuplicate', on, suspicion }), BY_COORDINATOR);
  }

  /** Merges this record into another, which stands for both from then on. */
  merge(request: PersonRequest, into: Uuid): Promise<CommandResult> {
    return this.people.record(request, () => ({ type: 'MergeInto', into, self: request.person }), BY_COORDINATOR);
  }

  reverse(request: PersonRequest, merge: Uuid): Promise<CommandResult> {
    return this.people.record(request, () => ({ type: 'ReverseMerge', merge }), BY_COORDINATOR);
  }
}

function ownself(field: string): DomainError {
  const message = 'Une personne n’est pas son propre doublon.';
  return new DomainError('invalid', 'duplicate-of-itself', message, [{ field, code: 'duplicate-of-itself', message }]);
}
