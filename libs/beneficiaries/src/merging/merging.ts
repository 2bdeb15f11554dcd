import type { ScopedDatabase } from '@jalons/database';
import type { CommandResult } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import { type PersonStanding, standingOf } from '../record/people-access.js';
import type { PersonRecords, PersonRequest } from '../record/person-records.js';

export interface MergingParts {
  /** On the api's connection: both records must be open to the caller. */
  readonly database: ScopedDatabase;
  readonly people: PersonRecords;
}

/**
 * Merges the records of one person, and parts them again (domain.md § 3). What concerns both streams is checked on the
 * read models, which may be behind: a circle that slips through is shown as one, and reversed like any other merge.
 */
export class Merging {
  constructor(private readonly parts: MergingParts) {}

  /** Says that another record may be the same person. */
  async suspect(request: PersonRequest, other: Uuid): Promise<CommandResult> {
    if (other === request.person) throw ownself('/other');
    const standing = await this.openStanding(request, other, '/other');
    if (standing.members.includes(request.person)) throw oneAlready();
    return this.parts.people.record(request, (today) => ({
      type: 'SuspectDuplicate',
      on: today,
      suspicion: { other, because: 'operator' },
    }));
  }

  /** Merges this record into another, which stands for both from then on. */
  async merge(request: PersonRequest, into: Uuid): Promise<CommandResult> {
    const { person: self } = request;
    if (into !== self) {
      const { members, survivor } = await this.openStanding(request, into, '/into');
      if (members.includes(self)) throw oneAlready();
      if (survivor !== into) throw mergedElsewhere();
    }
    return this.parts.people.record(request, () => ({ type: 'MergeInto', into, self }));
  }

  reverse(request: PersonRequest, merge: Uuid): Promise<CommandResult> {
    return this.parts.people.record(request, () => ({ type: 'ReverseMerge', merge }));
  }

  private async openStanding({ scope }: PersonRequest, person: Uuid, field: string): Promise<PersonStanding> {
    const standing = await standingOf(this.parts.database, scope.token, person);
    if (standing?.open === true) return standing;
    const message = 'Cette fiche n’existe pas ou ne vous est pas ouverte : le rapprochement demande de voir les deux.';
    throw new DomainError('unprocessable', 'other-person-unknown', message, [
      { field, code: 'other-person-unknown', message },
    ]);
  }
}

function ownself(field: string): DomainError {
  const message = 'Une personne n’est pas son propre doublon.';
  return new DomainError('invalid', 'duplicate-of-itself', message, [{ field, code: 'duplicate-of-itself', message }]);
}

function oneAlready(): DomainError {
  return new DomainError('conflict', 'already-merged', 'Ces deux fiches sont déjà rapprochées.');
}

function mergedElsewhere(): DomainError {
  return new DomainError(
    'conflict',
    'merged-elsewhere',
    'Cette fiche est elle-même rapprochée d’une autre : choisissez la fiche conservée.',
  );
}
