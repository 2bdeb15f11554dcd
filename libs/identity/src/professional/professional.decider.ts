import {
  type Decided,
  type Decider,
  type DecisionContext,
  entryToMend,
  judgedDecider,
  type StoredEvent,
  SYSTEM_KEY_ID,
  unvoided,
  voidEntry,
} from '@jalons/event-log';
import { type CivilDate, type Codes, dateAt, DomainError, type Uuid, invalidField } from '@jalons/kernel';
import type { ProfessionalEvent, ProfessionalIdentity } from './professional.events.js';
import { professionalLife, professionalReferences, professionalViolations } from './professional.rules.js';
import { heldOn, professionalState } from './professional.state.js';
import { ELEVATING_ROLES, type Role, STRUCTURE_ROLES, TERRITORY_ROLES } from './roles.js';

export interface GrantMandate {
  readonly type: 'GrantMandate';
  readonly role: Role;
  readonly structure?: Uuid;
  readonly territory?: Uuid;
  readonly from: CivilDate;
  readonly to?: CivilDate;
}

export interface ElevateAccess {
  readonly type: 'ElevateAccess';
  readonly beneficiaryId: Uuid;
  readonly reason: string;
  readonly hours: number;
}

export type ProfessionalCommand =
  | { readonly type: 'RegisterProfessional'; readonly identity: ProfessionalIdentity }
  | { readonly type: 'ChangeIdentity'; readonly identity: ProfessionalIdentity }
  | GrantMandate
  | { readonly type: 'EndMandate'; readonly mandate: Uuid; readonly on: CivilDate }
  | { readonly type: 'DeclareAbsence'; readonly from: CivilDate; readonly to: CivilDate; readonly deputy: Uuid }
  | { readonly type: 'CancelAbsence'; readonly absence: Uuid }
  | ElevateAccess
  | { readonly type: 'VoidProfessionalEntry'; readonly eventId: Uuid; readonly why: string };

type Entries = readonly StoredEvent<ProfessionalEvent>[];

/** Longest time a case stays open by break-the-glass. An assumption: no text gives a figure. */
export const MAX_ELEVATION_HOURS = 72;
const HOUR_MS = 3_600_000;

/**
 * Decides on one professional; `codes` answers for the nomenclature `elevation-reasons`. Names are sealed under the
 * professional's key (the stream's), all the rest under the system key, which outlives it (domain.md § 3).
 */
export function professionalDecider(codes: Codes): Decider<ProfessionalCommand, ProfessionalEvent, Entries> {
  return judgedDecider({
    category: 'professional',
    violationsOf: professionalViolations,
    decide: (command, entries, context) => [decideOne(command, entries, context, codes)],
  });
}

function decideOne(
  command: ProfessionalCommand,
  entries: Entries,
  context: DecisionContext,
  codes: Codes,
): Decided<ProfessionalEvent> {
  const occurredOn = dateAt(context.now, context.zone);
  if (command.type !== 'RegisterProfessional' && entries.length === 0) {
    throw new DomainError('not-found', 'professional-unknown', "Ce professionnel n'existe pas.");
  }
  switch (command.type) {
    case 'RegisterProfessional':
      if (entries.length > 0) {
        throw new DomainError('conflict', 'professional-already-registered', 'Ce professionnel est déjà enregistré.');
      }
      return { type: 'ProfessionalRegistered', data: trimmed(command.identity), occurredOn };
    case 'ChangeIdentity':
      return { type: 'ProfessionalIdentityChanged', data: trimmed(command.identity), occurredOn };
    case 'GrantMandate':
      return { type: 'MandateGranted', data: mandateOf(command, context.zone), occurredOn, keyId: SYSTEM_KEY_ID };
    case 'EndMandate': {
      const { mandate, on } = command;
      return { type: 'MandateEnded', data: { mandate, on }, occurredOn, keyId: SYSTEM_KEY_ID };
    }
    case 'DeclareAbsence': {
      const { from, to, deputy } = command;
      if (entries.some(({ stream }) => stream === `professional-${deputy}`)) {
        throw invalidField('/deputy', 'own-deputy', 'Choisissez quelqu’un d’autre pour vous remplacer.');
      }
      if (to < from) throw invalidField('/to', 'ends-before-it-begins', 'La fin doit suivre le début.');
      return { type: 'AbsenceDeclared', data: { from, to, deputy }, occurredOn, keyId: SYSTEM_KEY_ID };
    }
    case 'CancelAbsence':
      return {
        type: 'AbsenceCancelled',
        data: { absence: command.absence },
        occurredOn,
        keyId: SYSTEM_KEY_ID,
      };
    case 'ElevateAccess':
      return { ...elevate(command, entries, context, codes), occurredOn, keyId: SYSTEM_KEY_ID };
    case 'VoidProfessionalEntry': {
      refuseUnvoidable(entryToMend<ProfessionalEvent>(entries, command.eventId).type);
      const life = professionalLife(entries);
      // Under the system key too: with the void gone, a mandate granted by mistake would hold again.
      return { ...voidEntry(entries, life, professionalReferences, command, context), keyId: SYSTEM_KEY_ID };
    }
  }
}

function mandateOf({ role, structure, territory, from, to }: GrantMandate, zone: string) {
  if (STRUCTURE_ROLES.has(role) && structure === undefined) {
    throw invalidField('/structure', 'structure-needed', 'Ce rôle s’exerce dans une structure : choisissez-la.');
  }
  if (TERRITORY_ROLES.has(role) && territory === undefined) {
    throw invalidField('/territory', 'territory-needed', 'Ce rôle s’exerce sur un territoire : choisissez-le.');
  }
  if (to !== undefined && to < from) throw invalidField('/to', 'ends-before-it-begins', 'La fin doit suivre le début.');
  return {
    role,
    ...(structure === undefined ? {} : { structure }),
    ...(territory === undefined ? {} : { territory }),
    from,
    ...(to === undefined ? {} : { to }),
    zone,
  };
}

function elevate(command: ElevateAccess, entries: Entries, { now }: DecisionContext, codes: Codes) {
  const { beneficiaryId, reason, hours } = command;
  if (!codes.has('elevation-reasons', reason))
    throw invalidField('/reason', 'unknown-code', 'Choisissez un motif de la liste.');
  if (!Number.isInteger(hours) || hours < 1 || hours > MAX_ELEVATION_HOURS) {
    throw invalidField('/hours', 'out-of-range', `Choisissez une durée de 1 à ${MAX_ELEVATION_HOURS} heures.`);
  }
  const { mandates } = professionalState(unvoided<StoredEvent<ProfessionalEvent>>(entries));
  const may = mandates.some(
    (mandate) => ELEVATING_ROLES.has(mandate.role) && heldOn(mandate, dateAt(now, mandate.zone)),
  );
  if (!may) {
    throw new DomainError(
      'forbidden',
      'no-mandate-to-elevate',
      'Aucun de vos mandats actuels ne permet cette ouverture.',
    );
  }
  return { type: 'AccessElevated', data: { beneficiaryId, reason, until: now + hours * HOUR_MS } } as const;
}

/** What was seen stays on record, and names are changed rather than voided: an earlier one must not come back. */
function refuseUnvoidable(type: ProfessionalEvent['type']): void {
  if (type === 'AccessElevated') {
    throw new DomainError('unprocessable', 'elevation-not-voidable', 'Un accès ouvert reste inscrit.');
  }
  if (type === 'ProfessionalRegistered' || type === 'ProfessionalIdentityChanged') {
    throw new DomainError('unprocessable', 'identity-not-voidable', "Corrigez l'identité au lieu de l'annuler.");
  }
}

function trimmed(identity: ProfessionalIdentity): ProfessionalIdentity {
  const { givenName, familyName, email, phone } = identity;
  return {
    givenName: required('/givenName', givenName),
    familyName: required('/familyName', familyName),
    ...(email === undefined ? {} : { email: required('/email', email) }),
    ...(phone === undefined ? {} : { phone: required('/phone', phone) }),
  };
}

function required(field: string, text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > 0 && trimmed.length <= 254) return trimmed;
  throw invalidField(field, 'length', 'Indiquez de 1 à 254 caractères.');
}
