import type { CommandResult } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { PersonRecords, PersonRequest } from '../record/person-records.js';

/**
 * Merges the records of one person, and parts them again (domain.md § 3). The other record is looked at before (see
 * OtherStreams); a circle that two merges at once make all the same is shown as one, and reversed like any other merge.
 */
export class Merging {
  constructor(private readonly people: PersonRecords) {}

  /** Says that another record may be the same person. */
  async suspect(request: PersonRequest, other: Uuid): Promise<CommandResult> {
    if (other === request.person) throw ownself('/other');
    return this.people.record(request, (today) => ({
      type: 'SuspectDuplicate',
      on: today,
      suspicion: { other, because: 'operator' },
    }));
  }

  /** Merges this record into another, which stands for both from then on. */
  merge(request: PersonRequest, into: Uuid): Promise<CommandResult> {
    return this.people.record(request, () => ({ type: 'MergeInto', into, self: request.person }));
  }

  reverse(request: PersonRequest, merge: Uuid): Promise<CommandResult> {
    return this.people.record(request, () => ({ type: 'ReverseMerge', merge }));
  }
}

function ownself(field: string): DomainError {
  const message = 'Une personne n’est pas son propre doublon.';
  return new DomainError('invalid', 'duplicate-of-itself', message, [{ field, code: 'duplicate-of-itself', message }]);
}
