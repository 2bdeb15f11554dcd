import { frenchDay, type Life, type Violation } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent } from '../parcours.events.js';
import { membershipsOf } from '../participation/participants.js';
import type { ReferencesOfFamily } from '../steps/references.js';
import { threadViolations, type Thread } from '../steps/threads.js';
import { orientationsOf, type Orientation } from './orientation-threads.js';
import type { OrientationEvent } from './orientation.events.js';

const ORIENTATION = [{ field: 'orientation', types: ['OrientationProposed'] }] as const;

export const ORIENTATION_REFERENCES: ReferencesOfFamily<OrientationEvent> = {
  OrientationAccepted: ORIENTATION,
  OrientationDeclined: ORIENTATION,
  OrientationWithdrawn: ORIENTATION,
  OrientationLapsed: ORIENTATION,
  OrientationStarted: ORIENTATION,
  OrientationClosed: ORIENTATION,
};

const THREAD: Thread<ParcoursEvent> = {
  field: 'orientation',
  // One way out of waiting: the start among them, which the closing alone then ends.
  once: [
    ['OrientationDeclined', 'OrientationWithdrawn', 'OrientationLapsed', 'OrientationStarted'],
    ['OrientationAccepted'],
    ['OrientationClosed'],
  ],
  ends: ['OrientationDeclined', 'OrientationWithdrawn', 'OrientationLapsed', 'OrientationClosed'],
  code: 'orientation-ended-otherwise',
  message: 'La suite de cette orientation est déjà enregistrée autrement : corrigez-la si elle est fausse.',
};

/** An orientation is accepted before it starts, ends in exactly one way, and comes from who takes part. */
export function orientationViolations(life: Life<ParcoursEvent>): readonly Violation[] {
  return [
    ...threadViolations(life, THREAD),
    ...orientationsOf(life).flatMap((orientation) => [
      ...sentFromOutside(life, orientation),
      ...answeredTwice(life, orientation),
      ...startedUnaccepted(life, orientation),
      ...closedUnstarted(life, orientation),
    ]),
    ...broughtByNoStart(life),
  ];
}

function sentFromOutside(life: Life<ParcoursEvent>, { id, proposal }: Orientation): readonly Violation[] {
  const { fromStructure, priorHistory } = proposal.data;
  const sends = membershipsOf(life).some(
    ({ structure, from, to }) =>
      structure === fromStructure && from <= proposal.occurredOn && (to === null || proposal.occurredOn <= to),
  );
  if (sends || priorHistory === true) return [];
  return [
    violation(
      'sender-outside',
      [id],
      'La structure qui oriente doit accompagner la personne ce jour-là.',
      '/fromStructure',
    ),
  ];
}

/** A receiver that accepted cannot have declined; the person may still decline. */
function answeredTwice(life: Life<ParcoursEvent>, { id, accepted, lost }: Orientation): readonly Violation[] {
  if (accepted === undefined || lost?.type !== 'OrientationDeclined' || lost.data.by !== 'structure') return [];
  return [
    violation(
      'orientation-answered-twice',
      [id, life.rootOf(lost.eventId)],
      'La structure a déjà accepté cette orientation : retirez-la, ou dites pourquoi elle n’a pas abouti.',
    ),
  ];
}

function startedUnaccepted(life: Life<ParcoursEvent>, { id, accepted, started }: Orientation): readonly Violation[] {
  if (started === undefined || (accepted !== undefined && accepted.occurredOn <= started.occurredOn)) return [];
  return [
    violation(
      'start-before-acceptance',
      [id, life.rootOf(started.eventId)],
      `Le démarrage du ${frenchDay(started.occurredOn)} doit suivre une acceptation : enregistrez-la d’abord.`,
      '/occurredOn',
    ),
  ];
}

function closedUnstarted(life: Life<ParcoursEvent>, { id, started, closed }: Orientation): readonly Violation[] {
  if (closed === undefined || started !== undefined) return [];
  return [
    violation(
      'closed-before-start',
      [id, life.rootOf(closed.eventId)],
      'Une orientation qui n’a pas démarré ne se clôt pas : retirez-la, ou dites pourquoi elle n’a pas abouti.',
    ),
  ];
}

/** Who came with an orientation came by its start, to its receiver. */
function broughtByNoStart(life: Life<ParcoursEvent>): readonly Violation[] {
  const orientations = new Map<Uuid, Orientation>(orientationsOf(life).map((one) => [one.id, one]));
  return life.steps.filter(isBrought).flatMap((event) => {
    const orientation = orientations.get(life.rootOf(event.data.orientation ?? ''));
    if (orientation === undefined) return [];
    const { started, proposal } = orientation;
    if (started !== undefined && proposal.data.toStructure === event.data.structure) return [];
    return [
      violation(
        'brought-by-no-start',
        [life.rootOf(event.eventId)],
        `La saisie du ${frenchDay(event.occurredOn)} vient du démarrage d’une orientation : annulez-la d’abord.`,
      ),
    ];
  });
}

function isBrought(event: ParcoursEntry): event is ParcoursEntry<'ReferentAssigned' | 'StructureJoined'> {
  return (
    (event.type === 'ReferentAssigned' || event.type === 'StructureJoined') && event.data.orientation !== undefined
  );
}

function violation(code: string, entries: readonly Uuid[], message: string, field = '/orientation'): Violation {
  return { code, message, field, entries };
}
