import { frenchDay, type Life, type Violation } from '@jalons/event-log';
import { repeats } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent } from '../parcours.events.js';

/** Opened once; nothing before or without the opening, prior history apart; one situation at entry. */
export function entryViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  const openings = life.steps.filter((event) => event.type === 'ParcoursOpened');
  const situations = life.steps.filter((event) => event.type === 'EntrySituationRecorded');
  return [
    ...repeats(openings, () => 'opening').map((event) =>
      violation(life, event, 'opened-twice', 'Ce parcours est déjà ouvert.'),
    ),
    ...repeats(situations, () => 'situation').map((event) =>
      violation(life, event, 'entry-situation-twice', 'La situation à l’entrée est déjà enregistrée : corrigez-la.'),
    ),
    ...withoutOpening(life, openings[0]),
  ];
}

function withoutOpening(
  life: Life<ParcoursEvent>,
  opening: ParcoursEntry<'ParcoursOpened'> | undefined,
): readonly Violation[] {
  if (opening === undefined) {
    return life.inForce.map((event) =>
      violation(
        life,
        event,
        'parcours-not-open',
        `La saisie du ${frenchDay(event.occurredOn)} a besoin de l’ouverture du parcours.`,
      ),
    );
  }
  return life.inForce
    .filter((event) => event.occurredOn < opening.occurredOn && !isPriorHistory(event))
    .map((event) =>
      violation(
        life,
        event,
        'before-opening',
        `La saisie du ${frenchDay(event.occurredOn)} précède l’ouverture du ${frenchDay(opening.occurredOn)} : si elle date d’avant le parcours, dites-le.`,
      ),
    );
}

function isPriorHistory({ data }: ParcoursEntry): boolean {
  return 'priorHistory' in data && data.priorHistory === true;
}

function violation(life: Life<ParcoursEvent>, { eventId }: ParcoursEntry, code: string, message: string): Violation {
  return { code, message, field: '/occurredOn', entries: [life.rootOf(eventId)] };
}
