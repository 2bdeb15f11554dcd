import type { StoredEvent } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { BeneficiaryEvent } from '../beneficiary/beneficiary.events.js';
import { identityOf } from '../beneficiary/identity.js';
import {
  personStateOf,
  processingRestricted,
  restrictionRefusal,
  sharingStopped,
} from '../beneficiary/person.state.js';
import type { OpenedPerson } from '../record/people-access.js';
import { type OtherRecords, stateOfCase } from './merged-records.js';

type Entries = readonly StoredEvent<BeneficiaryEvent>[];

/** A record of a pair, as the log tells it, and what it is to who asks. */
export interface PairedRecord {
  readonly person: Uuid;
  readonly entries: Entries;
  /** The other records of its case. */
  readonly others: OtherRecords;
  readonly opened: OpenedPerson;
}

/**
 * What the cases of two records have against being, or being said to be, one: they are one already; processing is
 * restricted in either (RGPD art. 18); or sharing is stopped in one, that the structures of the other would read.
 */
export function refusalToJoin(one: PairedRecord, other: PairedRecord): DomainError | null {
  if (other.others.has(one.person)) return oneAlready();
  if ([one, other].some(({ entries, others }) => processingRestricted(stateOfCase(entries, others)))) {
    return restrictionRefusal();
  }
  return showsMore(one, other) || showsMore(other, one) ? sharingStoppedInOne() : null;
}

/**
 * Whether `kept`, which may be shared no further, would be read by a structure of `other` that does not read it. One that
 * has still to answer an orientation of the other counts: what a merge would take from it again is not weighed here.
 */
function showsMore(kept: PairedRecord, other: PairedRecord): boolean {
  if (!sharingStopped(stateOfCase(kept.entries, kept.others))) return false;
  const readers = new Set(viewersOf(kept));
  return viewersOf(other).some((structure) => !readers.has(structure));
}

/** Before any read model knows of her, the structure that registered her. */
function viewersOf({ entries, opened }: PairedRecord): readonly Uuid[] {
  if (opened.viewers.length > 0) return opened.viewers;
  const registeredBy = identityOf(entries)?.registeredBy ?? null;
  return registeredBy === null ? [] : [registeredBy];
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

function oneAlready(): DomainError {
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

/** A merge holds for everybody who reads the records: it is parted where it is coordinated, or by who follows them. */
export function caseNotCoordinated(): DomainError {
  return new DomainError(
    'forbidden',
    'case-not-coordinated',
    'Aucune de ces fiches n’est de votre territoire : demandez à la coordination du leur, ou à une structure qui les suit.',
  );
}

function sharingStoppedInOne(): DomainError {
  return new DomainError(
    'conflict',
    'sharing-stopped',
    'La personne s’oppose au partage de l’une de ces fiches, que d’autres structures verraient : levez d’abord cette opposition avec elle.',
  );
}
