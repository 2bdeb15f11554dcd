import {
  correctEntry,
  judgedDecider,
  voidEntry,
  type Decided,
  type Decider,
  type DecisionContext,
  type Life,
  type LifeEvent,
  type ReferencesOf,
  type StoredEvent,
} from '@jalons/event-log';
import { dateAt, DomainError } from '@jalons/kernel';
import { decideOpening } from './entry/entry.decider.js';
import { refuseExitWhileWaiting } from './exit/exit.decider.js';
import { decideStart } from './orientation/orientation.decider.js';
import { checkStep } from './parcours.checks.js';
import { RECORDINGS, type CorrectEntry, type ParcoursCommand } from './parcours.commands.js';
import type { ParcoursEvent, ParcoursStep } from './parcours.events.js';
import { parcoursLife, parcoursReferences, parcoursViolations } from './parcours.life.js';
import { decideReferent } from './participation/participation.decider.js';
import { FieldChecks, type CodedLists } from './steps/field-checks.js';
import { decided, recordedBy, type StepOf } from './steps/recording.js';

/** Everything that was recorded of a parcours, in the order of its stream. */
export type ParcoursEntries = readonly StoredEvent<ParcoursEvent>[];

/** Decides on one parcours; every step is checked on its own, then the whole life is judged with it (domain.md § 2). */
export function parcoursDecider(lists: CodedLists): Decider<ParcoursCommand, ParcoursEvent, ParcoursEntries> {
  return judgedDecider({
    category: 'parcours',
    violationsOf: parcoursViolations,
    decide(command, entries, context) {
      if (command.type === 'OpenParcours') {
        if (entries.length > 0) {
          throw new DomainError('conflict', 'parcours-already-opened', 'Ce parcours est déjà ouvert.');
        }
      } else if (entries.length === 0) {
        throw new DomainError('not-found', 'parcours-unknown', 'Ce parcours n’existe pas.');
      }
      return decideOne(command, entries, context, lists);
    },
  });
}

function decideOne(
  command: ParcoursCommand,
  entries: ParcoursEntries,
  context: DecisionContext,
  lists: CodedLists,
): readonly Decided<ParcoursEvent>[] {
  const life = parcoursLife(entries);
  const today = dateAt(context.now, context.zone);
  if (command.type === 'VoidEntry' || command.type === 'CorrectEntry') {
    new FieldChecks(lists, today, today).text('/why', command.why);
  }
  if (command.type === 'VoidEntry') return [voidEntry(entries, life, dependenciesIn(life), command, context)];
  const steps = command.type === 'CorrectEntry' ? [replacementOf(command, life)] : stepsOf(command, life, lists);
  for (const step of steps) checkStep(step, lists, today);
  const events = steps.map((step) => decided<ParcoursEvent>(step));
  return command.type === 'CorrectEntry' ? correctEntry(entries, command, events[0]!, context) : events;
}

function stepsOf(
  command: Exclude<ParcoursCommand, { type: 'VoidEntry' | 'CorrectEntry' }>,
  life: Life<ParcoursEvent>,
  lists: CodedLists,
): readonly StepOf<ParcoursStep>[] {
  switch (command.type) {
    case 'OpenParcours':
      return decideOpening(command);
    case 'AssignReferent':
      return decideReferent(command, life);
    case 'StartOrientation':
      return decideStart(command, life, lists);
    case 'ExitParcours':
      refuseExitWhileWaiting(life);
      return [recordedBy<ParcoursStep>(RECORDINGS, command)];
    default:
      return [recordedBy<ParcoursStep>(RECORDINGS, command)];
  }
}

/** What a void would leave behind: beside the entries that name another, all of them rest on the opening. */
function dependenciesIn(life: Life<ParcoursEvent>): ReferencesOf<ParcoursEvent> {
  const opening = life.steps.find(({ type }) => type === 'ParcoursOpened');
  return (event) => [
    ...parcoursReferences(event),
    ...(opening === undefined || opening === event ? [] : [{ field: '', eventId: opening.eventId }]),
  ];
}

/** Entries that a slot, the key or other steps rest on are corrected by their own kind alone. */
const OWN_KIND: ReadonlySet<ParcoursEvent['type']> = new Set(['ParcoursOpened', 'ParcoursExited', 'ParcoursReopened']);

function replacementOf({ eventId, replacement }: CorrectEntry, life: Life<ParcoursEvent>): StepOf<ParcoursStep> {
  const entry: LifeEvent<ParcoursEvent> | undefined = life.entryOf(eventId);
  if (entry === undefined) return replacement;
  if (entry.type !== replacement.type && (OWN_KIND.has(entry.type) || OWN_KIND.has(replacement.type))) {
    throw new DomainError(
      'unprocessable',
      'correction-of-another-kind',
      'Une ouverture, une sortie ou une réouverture ne se corrige que par une autre : annulez-la plutôt.',
    );
  }
  if (entry.type === 'ParcoursOpened' && replacement.type === 'ParcoursOpened') {
    if (entry.data.beneficiaryId !== replacement.data.beneficiaryId) {
      throw new DomainError(
        'unprocessable',
        'opening-of-another-person',
        'Un parcours ne change pas de personne : annulez-le et ouvrez-en un pour l’autre.',
      );
    }
  }
  // The actions on a barrier name its barrierId, whatever is corrected of it.
  if (entry.type === 'BarrierIdentified' && replacement.type === 'BarrierIdentified') {
    return { ...replacement, data: { ...replacement.data, barrierId: entry.data.barrierId } };
  }
  return replacement;
}
