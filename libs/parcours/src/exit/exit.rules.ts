import { frenchDay, type Life, type Violation } from '@jalons/event-log';
import { addDays, addMonths, repeats, type CivilDate, holdsOn } from '@jalons/kernel';
import { CONTACT_STEPS } from '../contact/contact.commands.js';
import type { ParcoursEntry, ParcoursEvent, ParcoursStepType } from '../parcours.events.js';
import { assignmentsOf, membershipsOf } from '../participation/participants.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { threadViolations, type Thread } from '../steps/threads.js';
import type { ExitEvent } from './exit.events.js';

/** Within 60 days of the exit; later, a new parcours (domain.md § 3). */
export const REOPENING_DAYS = 60;

/**
 * Follow-up may still happen after the exit; corrections and reopenings are no steps of life (domain.md § 3), and a
 * second exit is a violation of its own. An orientation that still waited ends in exactly one way then as well.
 */
const ALLOWED_AFTER: ReadonlySet<ParcoursStepType> = new Set([
  ...Object.values(CONTACT_STEPS),
  'OrientationDeclined',
  'OrientationWithdrawn',
  'OrientationLapsed',
  'SituationAtSixMonthsRecorded',
  'ParcoursExited',
]);

const EXIT = [{ field: 'exit', types: ['ParcoursExited'] }] as const;

export const EXIT_REFERENCES: ReferencesOfFamily<ExitEvent> = {
  SituationAtSixMonthsRecorded: EXIT,
  ParcoursReopened: EXIT,
};

const FOLLOWING: Thread<ParcoursEvent> = {
  field: 'exit',
  once: [['ParcoursReopened'], ['SituationAtSixMonthsRecorded']],
  ends: [],
  code: 'exit-followed-twice',
  message: 'Cette suite de la sortie est déjà enregistrée : corrigez-la si elle est fausse.',
};

/** The day on which the situation at six months is due: exit + 6 calendar months (31 August gives the end of February). */
export function sixMonthsDueOn(exitedOn: CivilDate): CivilDate {
  return addMonths(exitedOn, 6);
}

/** One exit, once all others than the referent's structure have left; then follow-up alone; reopened in time, once. */
export function exitViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  const exits = life.steps.filter((event) => event.type === 'ParcoursExited');
  const [exit] = exits;
  return [
    ...repeats(exits, () => 'exit').map((event) =>
      violation(life, event, 'exited-twice', 'La sortie de ce parcours est déjà enregistrée : corrigez-la.'),
    ),
    ...(exit === undefined ? [] : [...afterExit(life, exit), ...stillActive(life, exit)]),
    ...threadViolations(life, FOLLOWING),
    ...life.inForce.flatMap((event) => followUpOfExit(life, event)),
  ];
}

function afterExit(life: Life<ParcoursEvent>, exit: ParcoursEntry): readonly Violation[] {
  return life.steps
    .filter(({ type, occurredOn }) => occurredOn > exit.occurredOn && !ALLOWED_AFTER.has(type as ParcoursStepType))
    .map((event) =>
      violation(
        life,
        event,
        'step-after-exit',
        `La saisie du ${frenchDay(event.occurredOn)} suit la sortie du ${frenchDay(exit.occurredOn)} : après elle, seul le suivi se saisit.`,
      ),
    );
}

/** The exit belongs to the referent: without one, no second structure may be active either. */
function stillActive(life: Life<ParcoursEvent>, exit: ParcoursEntry): readonly Violation[] {
  const active = membershipsOf(life).filter((membership) => holdsOn(membership, exit.occurredOn));
  const referent = assignmentsOf(life).find((assignment) => holdsOn(assignment, exit.occurredOn));
  if (referent === undefined && active.length < 2) return [];
  return active
    .filter(({ structure }) => structure !== referent?.structure)
    .map(({ id, structure, from }) => ({
      code: 'structure-still-active',
      message: `Une autre structure accompagne la personne depuis le ${frenchDay(from)} : elle doit partir avant la sortie.`,
      field: `/structures/${structure}`,
      entries: [life.rootOf(exit.eventId), id],
    }));
}

function followUpOfExit(life: Life<ParcoursEvent>, event: ParcoursEntry): readonly Violation[] {
  if (event.type !== 'ParcoursReopened' && event.type !== 'SituationAtSixMonthsRecorded') return [];
  const exit = life.entryOf(event.data.exit);
  if (exit === undefined) return [];
  if (event.type === 'ParcoursReopened') {
    if (event.occurredOn <= addDays(exit.occurredOn, REOPENING_DAYS)) return [];
    return [
      violation(
        life,
        event,
        'reopening-too-late',
        `Un parcours se rouvre dans les ${REOPENING_DAYS} jours de sa sortie : ouvrez-en un nouveau.`,
      ),
    ];
  }
  if (!life.reopened.includes(exit)) return [];
  return [
    violation(life, event, 'exit-reopened', 'Cette sortie a été rouverte : elle n’a pas de situation à six mois.'),
  ];
}

function violation(life: Life<ParcoursEvent>, { eventId }: ParcoursEntry, code: string, message: string): Violation {
  return { code, message, field: '/occurredOn', entries: [life.rootOf(eventId)] };
}
