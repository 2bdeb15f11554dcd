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
  isZone,
  type CivilDate,
  type Codes,
  type Uuid,
  invalidField,
  repeats,
  overlappingPairs,
} from '@jalons/kernel';
import { checkedName } from '../name.js';
import { DEFAULT_SETTINGS, type TerritoryEvent, type TerritorySettings } from './territory.events.js';
import { territoryLife, territoryState } from './territory.state.js';

export type TerritoryCommand =
  | { readonly type: 'FoundTerritory'; readonly name: string; readonly zone: string; readonly on: CivilDate }
  | { readonly type: 'ExtendPerimeter'; readonly qpv: string; readonly from: CivilDate }
  | { readonly type: 'ReducePerimeter'; readonly extension: Uuid; readonly on: CivilDate }
  | { readonly type: 'ChangeTerritorySettings'; readonly settings: Partial<TerritorySettings> }
  | { readonly type: 'VoidTerritoryEntry'; readonly eventId: Uuid; readonly why: string };

type Entries = readonly StoredEvent<TerritoryEvent>[];

const referencesOf: ReferencesOf<TerritoryEvent> = (event) =>
  event.type === 'PerimeterReduced'
    ? [{ field: '/extension', eventId: event.data.extension, types: ['PerimeterExtended'], ordered: false }]
    : [];

/** Decides on one territory; `codes` answers for the nomenclature `qpv`. */
export function territoryDecider(codes: Codes): Decider<TerritoryCommand, TerritoryEvent, Entries> {
  return judgedDecider({
    category: 'territory',
    violationsOf: territoryViolations,
    decide: (command, entries, context) => [decideOne(command, entries, context, codes)],
  });
}

function decideOne(
  command: TerritoryCommand,
  entries: Entries,
  context: DecisionContext,
  codes: Codes,
): Decided<TerritoryEvent> {
  const today = dateAt(context.now, context.zone);
  const state = territoryState(territoryLife(entries).steps);
  if (command.type !== 'FoundTerritory' && state.foundedOn === null) {
    throw new DomainError('not-found', 'territory-unknown', 'Ce territoire n’existe pas.');
  }
  switch (command.type) {
    case 'FoundTerritory': {
      if (entries.length > 0)
        throw new DomainError('conflict', 'territory-already-founded', 'Ce territoire existe déjà.');
      const name = checkedName(command.name);
      if (!isZone(command.zone))
        throw invalidField('/zone', 'unknown-zone', 'Ce fuseau horaire est inconnu, par exemple : Europe/Paris.');
      if (command.on > today) throw invalidField('/on', 'in-the-future', 'La date ne peut pas être dans le futur.');
      return {
        type: 'TerritoryFounded',
        data: { name, zone: command.zone, settings: DEFAULT_SETTINGS },
        occurredOn: command.on,
      };
    }
    case 'ExtendPerimeter':
      if (!codes.has('qpv', command.qpv))
        throw invalidField('/qpv', 'unknown-code', 'Choisissez un quartier prioritaire de la liste.');
      return { type: 'PerimeterExtended', data: { qpv: command.qpv, from: command.from }, occurredOn: today };
    case 'ReducePerimeter':
      return { type: 'PerimeterReduced', data: { extension: command.extension, on: command.on }, occurredOn: today };
    case 'ChangeTerritorySettings': {
      const settings = { ...(state.settings ?? DEFAULT_SETTINGS), ...command.settings };
      if (!Number.isInteger(settings.minimumAge) || settings.minimumAge < 0 || settings.minimumAge > 99) {
        throw invalidField('/settings/minimumAge', 'age-range', 'Indiquez un âge entier entre 0 et 99 ans.');
      }
      return { type: 'TerritorySettingsChanged', data: { settings }, occurredOn: today };
    }
    case 'VoidTerritoryEntry':
      return voidEntry(entries, territoryLife(entries), referencesOf, command, context);
  }
}

/** Every invariant that a territory's stream breaks: it is founded, and a QPV is in its perimeter once at a time. */
export function territoryViolations(events: readonly LifeEvent<TerritoryEvent>[]): readonly Violation[] {
  const life = territoryLife(events);
  const { perimeter, foundedOn } = territoryState(life.steps);
  const found: Violation[] = [...referenceViolations(life, referencesOf)];
  if (foundedOn === null && life.inForce.length > 0) {
    found.push({
      code: 'territory-unfounded',
      message: 'La création ne peut pas être annulée tant que d’autres saisies en dépendent.',
      entries: [],
    });
  }
  const reductions = life.inForce.filter((event) => event.type === 'PerimeterReduced');
  for (const reduction of repeats(reductions, ({ data }) => life.rootOf(data.extension))) {
    found.push({
      code: 'perimeter-reduced-twice',
      message: 'Ce quartier a déjà quitté le périmètre.',
      entries: [reduction.eventId],
      field: '/extension',
    });
  }
  for (const entry of perimeter.filter(({ from, to }) => to !== null && to <= from)) {
    found.push({
      code: 'perimeter-ends-before-it-begins',
      message: 'Le quartier ne peut pas quitter le périmètre avant d’y entrer.',
      entries: [entry.id],
      field: '/on',
    });
  }
  for (const [a, b] of overlappingPairs(perimeter, (one, other) => one.qpv === other.qpv)) {
    found.push({
      code: 'perimeter-overlap',
      message: 'Ce quartier est déjà dans le périmètre à cette date.',
      entries: [a.id, b.id],
      field: '/from',
    });
  }
  return found;
}
