import {
  judgedDecider,
  lifeOf,
  voidEntry,
  type Decided,
  type Decider,
  type DecisionContext,
  type Life,
  type ReferencesOf,
  type StoredEvent,
} from '@jalons/event-log';
import { dateAt, DomainError, type CivilDate, type Codes, type Uuid, invalidField } from '@jalons/kernel';
import type { BeneficiaryCommand } from './beneficiary.commands.js';
import type { BeneficiaryEvent } from './beneficiary.events.js';
import {
  BENEFICIARY_RULES,
  beneficiaryReferences,
  beneficiaryViolations,
  mergeInForce,
  restingOnRegistration,
  writtenByMachine,
} from './beneficiary.life.js';
import {
  checkBirthDate,
  checkContacts,
  checkName,
  checkResidence,
  refuseNir,
  refuseTooYoung,
} from './identity-checks.js';
import { decideSlotFreed, decideSlotTaken } from './slot-decisions.js';

type Entries = readonly StoredEvent<BeneficiaryEvent>[];

/** Decides on one person; `codes` answers for the nomenclatures `criteria`, `qpv` and `quartiers`. */
export function beneficiaryDecider(codes: Codes): Decider<BeneficiaryCommand, BeneficiaryEvent, Entries> {
  return judgedDecider({
    category: 'beneficiary',
    violationsOf: beneficiaryViolations,
    decide(command, entries, context) {
      refuseNir(command);
      const life = lifeOf<BeneficiaryEvent>(entries, BENEFICIARY_RULES);
      if (life.inForce.some(({ type }) => type === 'BeneficiaryErased')) {
        throw new DomainError('gone', 'subject-erased', 'Cette personne a été effacée : plus rien ne peut être saisi.');
      }
      if (command.type !== 'RegisterBeneficiary' && life.steps.length === 0) {
        throw new DomainError('not-found', 'person-unknown', 'Cette personne n’existe pas.');
      }
      return decideOne(command, entries, life, context, codes);
    },
  });
}

function decideOne(
  command: BeneficiaryCommand,
  entries: Entries,
  life: Life<BeneficiaryEvent>,
  context: DecisionContext,
  codes: Codes,
): readonly Decided<BeneficiaryEvent>[] {
  const today = dateAt(context.now, context.zone);
  if ('on' in command && command.type !== 'FreeParcoursSlot') notInTheFuture(command.on, today);
  switch (command.type) {
    case 'RegisterBeneficiary': {
      if (life.inForce.length > 0) {
        throw new DomainError('conflict', 'person-already-registered', 'Cette personne est déjà enregistrée.');
      }
      const { type: _type, on, policy, ...identity } = command;
      checkBirthDate(identity.birthDate, on);
      if (policy !== undefined) refuseTooYoung(identity.birthDate, on, policy);
      checkContacts(identity.contacts);
      checkResidence(identity.residence, codes);
      const givenName = checkName('/givenName', identity.givenName);
      const familyName = checkName('/familyName', identity.familyName);
      return [{ type: 'BeneficiaryRegistered', data: { ...identity, givenName, familyName }, occurredOn: on }];
    }
    case 'UpdateProfile': {
      const { givenName, familyName, birthName, birthDate } = command.changes;
      for (const [field, name] of Object.entries({ givenName, familyName, birthName })) {
        if (name !== undefined) checkName(`/${field}`, name);
      }
      checkBirthDate(birthDate, command.on);
      return [{ type: 'ProfileUpdated', data: command.changes, occurredOn: command.on }];
    }
    case 'ChangeContactDetails':
      checkContacts(command.contacts);
      return [{ type: 'ContactDetailsChanged', data: { contacts: command.contacts }, occurredOn: command.on }];
    case 'ChangeAddress': {
      checkResidence(command.residence, codes);
      const { address, residence, on } = command;
      return [
        { type: 'AddressChanged', data: { ...(address === undefined ? {} : { address }), residence }, occurredOn: on },
      ];
    }
    case 'DeclareCriterion': {
      const { type: _type, ...data } = command;
      if (!codes.has('criteria', data.criterion)) {
        throw invalidField('/criterion', 'unknown-code', 'Choisissez un critère de la liste.');
      }
      return [{ type: 'CriterionDeclared', data, occurredOn: command.on }];
    }
    case 'LinkExternalIdentifier':
      return [
        {
          type: 'ExternalIdentifierLinked',
          data: { system: command.system, value: command.value },
          occurredOn: command.on,
        },
      ];
    case 'GiveInformationNotice':
      return [{ type: 'InformationNoticeGiven', data: command.notice, occurredOn: command.on }];
    case 'RecordObjection':
      return [{ type: 'ObjectionRecorded', data: { purpose: command.purpose }, occurredOn: command.on }];
    case 'WithdrawObjection':
      return [{ type: 'ObjectionWithdrawn', data: { objection: command.objection }, occurredOn: command.on }];
    case 'RestrictProcessing':
      return [{ type: 'ProcessingRestricted', data: { reason: command.reason }, occurredOn: command.on }];
    case 'LiftRestriction':
      return [{ type: 'RestrictionLifted', data: { restriction: command.restriction }, occurredOn: command.on }];
    case 'SuspectDuplicate':
      return [{ type: 'DuplicateSuspected', data: command.suspicion, occurredOn: command.on }];
    case 'MergeInto':
      if (command.into === command.self) {
        throw invalidField('/into', 'merge-into-itself', 'Une personne ne peut pas être rapprochée d’elle-même.');
      }
      if (mergeInForce(life.positional) !== undefined) {
        throw new DomainError('conflict', 'already-merged', 'Cette personne est déjà rapprochée d’une autre.');
      }
      return [{ type: 'BeneficiaryMerged', data: { into: command.into }, occurredOn: today }];
    case 'ReverseMerge':
      return [{ type: 'MergeReversed', data: { merge: command.merge }, occurredOn: today }];
    case 'TakeParcoursSlot':
      return decideSlotTaken(command, life, today);
    case 'FreeParcoursSlot':
      return decideSlotFreed(command, life, today);
    case 'VoidBeneficiaryEntry':
      refuseMachineEntry(entries, command.eventId);
      return [voidEntry(entries, life, dependenciesIn(life), command, context)];
  }
}

/** What a void would leave behind: beside the entries that name another, all of them rest on the registration. */
function dependenciesIn(life: Life<BeneficiaryEvent>): ReferencesOf<BeneficiaryEvent> {
  const registration = life.steps.find(({ type }) => type === 'BeneficiaryRegistered');
  const resting = new Set(registration === undefined ? [] : restingOnRegistration(life));
  return (event) => [
    ...beneficiaryReferences(event),
    ...(registration !== undefined && resting.has(event) ? [{ field: '', eventId: registration.eventId }] : []),
  ];
}

function refuseMachineEntry(entries: Entries, eventId: Uuid): void {
  const entry = entries.find((each) => each.eventId === eventId);
  if (entry === undefined || !writtenByMachine(entry)) return;
  throw new DomainError(
    'unprocessable',
    'entry-not-voidable',
    'Cette saisie suit celles du parcours : annulez plutôt la saisie du parcours.',
  );
}

function notInTheFuture(on: CivilDate, today: CivilDate): void {
  if (on > today) throw invalidField('/occurredOn', 'in-the-future', 'La date ne peut pas être dans le futur.');
}
