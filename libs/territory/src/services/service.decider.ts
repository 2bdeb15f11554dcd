import {
  frenchDay,
  judgedDecider,
  voidEntry,
  type Decided,
  type Decider,
  type DecisionContext,
  type LifeEvent,
  type StoredEvent,
  type Violation,
} from '@jalons/event-log';
import { dateAt, DomainError, invalidField, repeats, type CivilDate, type DatedCodes, type Uuid } from '@jalons/kernel';
import { checkPlaces, checkService } from './service-checks.js';
import type { Service, ServiceEvent } from './service.events.js';
import { serviceLife, serviceState } from './service.state.js';

export type ServiceCommand =
  | { readonly type: 'ListService'; readonly on: CivilDate; readonly service: Service }
  /** The whole service, as it is from that day on; it stays with its structure. */
  | { readonly type: 'UpdateService'; readonly on: CivilDate; readonly service: Service }
  | { readonly type: 'ConfirmService'; readonly on: CivilDate; readonly placesOpen?: number | 'unknown' }
  | { readonly type: 'WithdrawService'; readonly on: CivilDate; readonly reason?: string }
  | { readonly type: 'VoidServiceEntry'; readonly eventId: Uuid; readonly why: string };

type Entries = readonly StoredEvent<ServiceEvent>[];

const LONGEST_REASON = 500;

/** Decides on one service of the directory; `codes` has the lists that {@link Service} names. */
export function serviceDecider(codes: DatedCodes): Decider<ServiceCommand, ServiceEvent, Entries> {
  return judgedDecider({
    category: 'service',
    violationsOf: serviceViolations,
    decide: (command, entries, context) => [decideOne(command, entries, context, codes)],
  });
}

function decideOne(
  command: ServiceCommand,
  entries: Entries,
  context: DecisionContext,
  codes: DatedCodes,
): Decided<ServiceEvent> {
  const { service } = serviceState(entries);
  if (
    command.type !== 'ListService' &&
    (entries.length === 0 || (service === null && command.type !== 'VoidServiceEntry'))
  )
    throw new DomainError('not-found', 'service-unknown', 'Ce service n’existe pas.');
  if (command.type !== 'VoidServiceEntry' && command.on > dateAt(context.now, context.zone)) {
    throw invalidField('/on', 'in-the-future', 'La date ne peut pas être dans le futur.');
  }
  switch (command.type) {
    case 'ListService':
      if (entries.length > 0) {
        throw new DomainError('conflict', 'service-already-listed', 'Ce service figure déjà dans l’annuaire.');
      }
      checkService(command.service, command.on, codes);
      return { type: 'ServiceListed', data: command.service, occurredOn: command.on };
    case 'UpdateService':
      checkService(command.service, command.on, codes);
      if (command.service.structure !== service?.structure) {
        throw invalidField(
          '/structure',
          'service-of-another-structure',
          'Un service ne change pas de structure : retirez-le et ajoutez celui de l’autre.',
        );
      }
      return { type: 'ServiceUpdated', data: command.service, occurredOn: command.on };
    case 'ConfirmService': {
      const { on, placesOpen } = command;
      if (placesOpen !== undefined) checkPlaces(placesOpen);
      return { type: 'ServiceConfirmed', data: placesOpen === undefined ? {} : { placesOpen }, occurredOn: on };
    }
    case 'WithdrawService': {
      const { on, reason } = command;
      if (reason !== undefined && (reason.trim() === '' || reason.length > LONGEST_REASON)) {
        throw invalidField('/reason', 'text-length', `Écrivez de 1 à ${LONGEST_REASON} caractères.`);
      }
      return { type: 'ServiceWithdrawn', data: reason === undefined ? {} : { reason }, occurredOn: on };
    }
    case 'VoidServiceEntry':
      return voidEntry(entries, serviceLife(entries), () => [], command, context);
  }
}

/** Listed once, before all else; withdrawn once, after all else. */
export function serviceViolations(events: readonly LifeEvent<ServiceEvent>[]): readonly Violation[] {
  const { steps } = serviceLife(events);
  const { listedOn, withdrawnOn } = serviceState(events);
  const found: Violation[] = repeats(
    steps.filter(({ type }) => type === 'ServiceWithdrawn'),
    () => 'withdrawn',
  ).map(({ eventId }) => ({
    code: 'service-withdrawn-twice',
    message: 'Ce service est déjà retiré de l’annuaire.',
    entries: [eventId],
  }));
  if (listedOn === null && steps.length > 0) {
    found.push({
      code: 'service-unlisted',
      message: 'L’ajout à l’annuaire ne peut pas être annulé tant que d’autres saisies en dépendent.',
      entries: [],
    });
  }
  for (const { eventId, occurredOn } of steps.filter((step) => listedOn !== null && step.occurredOn < listedOn)) {
    found.push({
      code: 'before-listing',
      message: `La saisie du ${frenchDay(occurredOn)} précède l’ajout du service à l’annuaire.`,
      entries: [eventId],
      field: '/on',
    });
  }
  for (const { eventId } of steps.filter((step) => withdrawnOn !== null && step.occurredOn > withdrawnOn)) {
    found.push({
      code: 'service-withdrawn',
      message: 'Ce service est retiré de l’annuaire : ajoutez-le de nouveau s’il reprend.',
      entries: [eventId],
      field: '/on',
    });
  }
  return found;
}
