import type { StoredEvent } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { BeneficiaryEvent } from '../beneficiary/beneficiary.events.js';
import { personStateOf } from '../beneficiary/person.state.js';
import type { OpenedPerson } from '../record/people-access.js';
import type { OtherRecords } from './merged-records.js';

type Entries = readonly StoredEvent<BeneficiaryEvent>[];

/** A record of a pair, as the log tells it, and what it is to who asks. */
export interface PairedRecord {
  readonly person: Uuid;
  readonly entries: Entries;
  /** The other records of its case. */
  readonly others: OtherRecords;
  readonly opened: OpenedPerson;
}

/** What two records have against being, or being said to be, one. */
export function refusalToJoin(one: PairedRecord, other: PairedRecord): DomainError | null {
  return other.others.has(one.person) ? oneAlready() : null;
}

/** The suspicions in force that two cases are one person, of somebody else than `actor`. */
export function suspicionsOfOthers(one: PairedRecord, other: PairedRecord, actor: Uuid): readonly Uuid[] {
  return [...suspicions(one, other), ...suspicions(other, one)].flatMap(({ id, by }) => (by === actor ? [] : [id]));
}

function suspicions(from: PairedRecord, to: PairedRecord): readonly { readonly id: Uuid; readonly by: Uuid }[] {
  const suspected = new Set([to.person, ...to.others.keys()]);
  return [from.entries, ...from.others.values()].flatMap((entries) =>
    personStateOf(entries)
      .suspicions.filter(({ other }) => suspected.has(other))
      .map(({ id }) => ({ id, by: entries.find(({ eventId }) => eventId === id)!.actor })),
  );
}

export function oneAlready(): DomainError {
  return new DomainError('conflict', 'already-merged', 'Ces deux fiches sont déjà rapprochées.');
}

export function mergedElsewhere(): DomainError {
  return new DomainError(
    'conflict',
    'merged-elsewhere',
    'Cette fiche est elle-même rapprochée d’une autre : choisissez la fiche conservée.',
  );
}

export function otherUnknown(field: string): DomainError {
  const message = 'Cette fiche n’existe pas ou ne vous est pas ouverte : le rapprochement demande de voir les deux.';
  return new DomainError('unprocessable', 'other-person-unknown', message, [
    { field, code: 'other-person-unknown', message },
  ]);
}

/** A merge opens each record to the structures of the other for good: breaking the glass on one is not enough. */
export function otherNotFollowed(field: string): DomainError {
  const message =
    'Votre structure ne suit pas cette fiche, que l’accès exceptionnel ouvre en lecture seule : signalez le doublon, la coordination réunit les deux fiches.';
  return new DomainError('forbidden', 'other-person-not-followed', message, [
    { field, code: 'other-person-not-followed', message },
  ]);
}

/** A coordinator decides on what somebody else saw, and in her territory. */
export function suspicionNeeded(): DomainError {
  return new DomainError(
    'conflict',
    'suspicion-needed',
    'Personne d’autre n’a signalé ces deux fiches comme un doublon sur votre territoire : demandez-le à une structure qui suit l’une d’elles.',
  );
}
