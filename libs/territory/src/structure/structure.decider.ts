import {
  judgedDecider,
  referenceViolations,
  voidEntry,
  type Decided,
  type Decider,
  type DecisionContext,
  type LifeEvent,
  type ReferencesOf,
  type StoredEvent,
  type Violation,
} from '@jalons/event-log';
import {
  dateAt,
  DomainError,
  type CivilDate,
  type Codes,
  type Uuid,
  invalidField,
  repeats,
  overlappingPairs,
} from '@jalons/kernel';
import { checkedName } from '../name.js';
import { isSiret } from './siret.js';
import type { StructureEvent } from './structure.events.js';
import { structureLife, structureState } from './structure.state.js';

export type StructureCommand =
  | {
      readonly type: 'RegisterStructure';
      readonly name: string;
      readonly kind: string;
      readonly siret?: string;
      readonly on: CivilDate;
    }
  | { readonly type: 'RenameStructure'; readonly name: string; readonly from: CivilDate }
  | { readonly type: 'GrantSeat'; readonly territory: Uuid; readonly from: CivilDate }
  | { readonly type: 'EndSeat'; readonly seat: Uuid; readonly on: CivilDate }
  | { readonly type: 'VoidStructureEntry'; readonly eventId: Uuid; readonly why: string };

type Entries = readonly StoredEvent<StructureEvent>[];

const referencesOf: ReferencesOf<StructureEvent> = (event) =>
  event.type === 'SeatEnded'
    ? [{ field: '/seat', eventId: event.data.seat, types: ['SeatGranted'], ordered: false }]
    : [];

/** Decides on one structure; `codes` answers for the nomenclature `structure-kinds`. */
export function structureDecider(codes: Codes): Decider<StructureCommand, StructureEvent, Entries> {
  return judgedDecider({
    category: 'structure',
    violationsOf: structureViolations,
    decide: (command, entries, context) => [decideOne(command, entries, context, codes)],
  });
}

function decideOne(
  command: StructureCommand,
  entries: Entries,
  context: DecisionContext,
  codes: Codes,
): Decided<StructureEvent> {
  const today = dateAt(context.now, context.zone);
  if (command.type !== 'RegisterStructure' && structureState(entries).registeredOn === null) {
    throw new DomainError('not-found', 'structure-unknown', 'Cette structure n’existe pas.');
  }
  switch (command.type) {
    case 'RegisterStructure': {
      const { name, kind, siret, on } = command;
      if (entries.length > 0) {
        throw new DomainError('conflict', 'structure-already-registered', 'Cette structure est déjà enregistrée.');
      }
      if (!codes.has('structure-kinds', kind))
        throw invalidField('/kind', 'unknown-code', 'Choisissez un type de structure de la liste.');
      if (siret !== undefined && !isSiret(siret)) {
        throw invalidField(
          '/siret',
          'not-a-siret',
          'Ce SIRET est incorrect : quatorze chiffres, vérifiez la saisie ou laissez le champ vide.',
        );
      }
      if (on > today) throw invalidField('/on', 'in-the-future', 'La date ne peut pas être dans le futur.');
      return {
        type: 'StructureRegistered',
        data: { name: checkedName(name), kind, ...(siret === undefined ? {} : { siret }) },
        occurredOn: on,
      };
    }
    case 'RenameStructure':
      return {
        type: 'StructureRenamed',
        data: { name: checkedName(command.name), from: command.from },
        occurredOn: today,
      };
    case 'GrantSeat':
      return {
        type: 'SeatGranted',
        data: { territory: command.territory, from: command.from },
        occurredOn: today,
      };
    case 'EndSeat':
      return { type: 'SeatEnded', data: { seat: command.seat, on: command.on }, occurredOn: today };
    case 'VoidStructureEntry':
      return voidEntry(entries, structureLife(entries), referencesOf, command, context);
  }
}

/** Every invariant that a structure's stream breaks: one registration, seats that do not overlap and end after they begin. */
export function structureViolations(events: readonly LifeEvent<StructureEvent>[]): readonly Violation[] {
  const life = structureLife(events);
  const { seats, registeredOn } = structureState(life.inForce);
  const found: Violation[] = [...referenceViolations(life, referencesOf)];
  if (registeredOn === null && life.inForce.length > 0) {
    found.push({
      code: 'structure-unregistered',
      message: 'L’enregistrement ne peut pas être annulé tant que d’autres saisies en dépendent.',
      entries: [],
    });
  }
  for (const seat of seats.filter(({ from, to }) => to !== null && to <= from)) {
    found.push({
      code: 'seat-ends-before-it-begins',
      message: 'La fin du siège doit suivre son début.',
      entries: [seat.id],
      field: '/on',
    });
  }
  for (const [a, b] of overlappingPairs(seats, (one, other) => one.territory === other.territory)) {
    found.push({
      code: 'seat-overlap',
      message: 'La structure siège déjà sur ce territoire à cette date.',
      entries: [a.id, b.id],
      field: '/from',
    });
  }
  const ends = life.inForce.filter((event) => event.type === 'SeatEnded');
  for (const end of repeats(ends, ({ data }) => life.rootOf(data.seat))) {
    found.push({
      code: 'seat-ended-twice',
      message: 'Ce siège a déjà pris fin.',
      entries: [end.eventId],
      field: '/seat',
    });
  }
  return found;
}
