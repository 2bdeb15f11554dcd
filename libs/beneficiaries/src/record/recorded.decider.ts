import { entryHasDependants, type Decider, type StoredEvent } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { BeneficiaryCommand } from '../beneficiary/beneficiary.commands.js';
import type { BeneficiaryEvent } from '../beneficiary/beneficiary.events.js';
import { writtenByMachine } from '../beneficiary/beneficiary.life.js';
import { identityOf } from '../beneficiary/identity.js';
import { processingRestricted, restrictionRefusal } from '../beneficiary/person.state.js';
import { mergeGivenBack, mergesInto, type OtherRecords, stateOfCase } from '../merging/merged-records.js';
import type { Opening } from './people-access.js';

type Entries = readonly StoredEvent<BeneficiaryEvent>[];

/** A command with who asks it. */
export interface RecordedCommand {
  readonly command: BeneficiaryCommand;
  readonly person: Uuid;
  /** The other records of her case, where the command {@link asksOthers}. */
  readonly others: OtherRecords;
  /** What other streams have against it, told to nobody whom she is not open to. */
  readonly against: DomainError | null;
  /** What she is to the caller, as the read models know; they may be behind. */
  readonly opening: Opening;
  /** She may be recorded of by the role of the caller, without being followed. */
  readonly byRole: boolean;
  readonly structure: Uuid | undefined;
}

/** What does more than keep and mend what is known of her, or answer her own requests (RGPD art. 18). */
const PROCESSES: ReadonlySet<BeneficiaryCommand['type']> = new Set([
  'DeclareCriterion',
  'SuspectDuplicate',
  'MergeInto',
]);

/** A void that gives a merge back merges. */
function processes(command: BeneficiaryCommand, entries: Entries): boolean {
  if (command.type !== 'VoidBeneficiaryEntry') return PROCESSES.has(command.type);
  return mergeGivenBack(entries, command.eventId) !== undefined;
}

/** Whether what stands in the records merged with hers bears on a command. */
export function asksOthers({ type }: BeneficiaryCommand): boolean {
  return PROCESSES.has(type) || type === 'VoidBeneficiaryEntry';
}

/** The decider of a person behind the rule of who may record what of her; a retry is answered before either. */
export function recordedDecider(
  decider: Decider<BeneficiaryCommand, BeneficiaryEvent, Entries>,
): Decider<RecordedCommand, BeneficiaryEvent, Entries> {
  return {
    ...decider,
    decide({ command, person, others, against, opening, byRole, structure }, entries, context) {
      if (opening !== 'followed' && !byRole && !isNewcomerOf(entries, structure)) {
        throw opening === 'read' ? readAlone() : personUnknown();
      }
      if (processes(command, entries) && processingRestricted(stateOfCase(entries, others))) throw restrictionRefusal();
      if (command.type === 'VoidBeneficiaryEntry') {
        refuseOthers(entries, command.eventId, structure);
        refuseStanding(entries, command.eventId, person, others);
      }
      if (against !== null) throw against;
      return decider.decide(command, entries, context);
    },
  };
}

/** Registered by one's structure and followed by nobody yet: hers before any read model knows of her. */
function isNewcomerOf(entries: Entries, structure: Uuid | undefined): boolean {
  if (structure === undefined || entries.some(({ type }) => type === 'ParcoursSlotTaken')) return false;
  return identityOf(entries)?.registeredBy === structure;
}

/** A mistake is undone by the structure that made it; what the product wrote itself, by nobody (the decider says so). */
function refuseOthers(entries: Entries, eventId: Uuid, structure: Uuid | undefined): void {
  const entry = entries.find((each) => each.eventId === eventId);
  if (entry === undefined || writtenByMachine(entry)) return;
  if (entry.structure !== structure) {
    throw new DomainError(
      'forbidden',
      'entry-of-another-structure',
      'Cette saisie est celle d’une autre structure : demandez-lui de l’annuler.',
    );
  }
}

/**
 * The registration of the record that stands for others is what these are found by: it stays while a merge into it stands
 * (domain.md § 2).
 */
function refuseStanding(entries: Entries, eventId: Uuid, person: Uuid, others: OtherRecords): void {
  if (entries.find((each) => each.eventId === eventId)?.type !== 'BeneficiaryRegistered') return;
  const merges = mergesInto(person, others);
  if (merges.length === 0) return;
  throw entryHasDependants(
    merges,
    'D’autres fiches sont rapprochées de celle-ci, qui en tient lieu : défaites d’abord ces rapprochements.',
  );
}

/** Breaking the glass opens a person to be read, for a time: nothing is written under it (security.md § 1). */
export function readAlone(): DomainError {
  return new DomainError(
    'forbidden',
    'elevated-reads-only',
    'L’accès exceptionnel ouvre cette fiche en lecture seule : demandez à une structure qui suit la personne de l’enregistrer.',
  );
}

/** One answer for a person who does not exist and one who is not open to the caller. */
export function personUnknown(): DomainError {
  return new DomainError('not-found', 'person-unknown', 'Cette personne n’existe pas ou ne vous est pas ouverte.');
}
