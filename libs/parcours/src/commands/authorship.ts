import type { Decider } from '@jalons/event-log';
import { DomainError, invalidField, type Uuid } from '@jalons/kernel';
import { isPending, orientationsOf, type Orientation } from '../orientation/orientation-threads.js';
import type { ParcoursCommand } from '../parcours.commands.js';
import type { ParcoursEntries } from '../parcours.decider.js';
import type { ParcoursEvent } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';
import { holdsOn } from '../steps/periods.js';
import { assignmentsOf } from '../participation/participants.js';
import { parcoursStateOf } from '../state/parcours.state.js';

/** Who records, and for which structure. */
export interface Author {
  readonly professional: Uuid;
  readonly structure: Uuid;
  /** The structure holds a seat on the comité technique local of the parcours' territory that day. */
  readonly seated: boolean;
}

/** What is asked of a parcours that exists. */
export type StepCommand = Exclude<ParcoursCommand, { type: 'OpenParcours' }>;

/** A command with its author, for what rests on who asks. */
export interface AuthoredCommand {
  readonly command: StepCommand;
  readonly author: Author;
  /** Of a proposed orientation: whether the structure it goes to exists, and sits in the territory that day. */
  readonly receiver?: 'seated' | 'seatless' | 'unknown';
}

/** The decider of a parcours behind the rule of who may record what in it; a retry is answered before either. */
export function authoredDecider(
  decider: Decider<ParcoursCommand, ParcoursEvent, ParcoursEntries>,
): Decider<AuthoredCommand, ParcoursEvent, ParcoursEntries> {
  return {
    ...decider,
    decide({ command, author, receiver }, entries, context) {
      refuseStranger(command, author, entries);
      if (command.type === 'ProposeOrientation') refuseNoReceiver(command, receiver);
      return decider.decide(command, entries, context);
    },
  };
}

/** One answer for a parcours that does not exist and one that is not open to the caller. */
export function parcoursUnknown(): DomainError {
  return new DomainError('not-found', 'parcours-unknown', 'Ce parcours n’existe pas ou ne vous est pas ouvert.');
}

/**
 * Who may record: a structure that takes part, holding its seat (domain.md § 1); a receiver, on the orientation that it
 * has to answer or to start and that the person agreed to (security.md § 1). The receiver's own answers are its own,
 * unless it has no account; what was recorded is mended by the structure that recorded it or by the referent's; the exit
 * belongs to the referent.
 */
function refuseStranger(command: StepCommand, author: Author, entries: ParcoursEntries): void {
  const { structures } = parcoursStateOf(entries);
  const takesPart = structures.some(({ structure }) => structure === author.structure);
  const answered = orientationOf(command, entries);
  if (!takesPart && !(answered !== undefined && isOpenTo(answered, author))) throw parcoursUnknown();
  if (!author.seated) throw seatNeeded();
  if (answered !== undefined) refuseAnswerOfAnother(command, answered, author);
  if (command.type === 'VoidEntry' || command.type === 'CorrectEntry') refuseMending(command, author, entries);
  if (command.type === 'ExitParcours') refuseExit(command, author, entries);
}

/** The orientation that a command answers, if it does. */
function orientationOf(command: StepCommand, entries: ParcoursEntries): Orientation | undefined {
  const life = parcoursLife(entries);
  const named = namedOrientation(command);
  return named === undefined ? undefined : orientationsOf(life).find(({ id }) => id === life.rootOf(named));
}

function namedOrientation(command: StepCommand): Uuid | undefined {
  switch (command.type) {
    case 'StartOrientation':
      return command.orientation;
    case 'AcceptOrientation':
    case 'DeclineOrientation':
    case 'LapseOrientation':
    case 'CloseOrientation':
    case 'WithdrawOrientation':
      return command.data.orientation;
    default:
      return undefined;
  }
}

function isOpenTo(orientation: Orientation, { structure }: Author): boolean {
  const { toStructure, personAgreed } = orientation.proposal.data;
  return toStructure === structure && personAgreed && isPending(orientation);
}

const OF_THE_RECEIVER: ReadonlySet<StepCommand['type']> = new Set([
  'AcceptOrientation',
  'StartOrientation',
  'CloseOrientation',
]);

function refuseAnswerOfAnother(command: StepCommand, { proposal }: Orientation, { structure }: Author): void {
  const { fromStructure, toStructure, onBehalfOf } = proposal.data;
  const answerers = onBehalfOf === undefined ? [toStructure] : [toStructure, fromStructure];
  const byStructure = command.type === 'DeclineOrientation' && command.data.by === 'structure';
  if ((OF_THE_RECEIVER.has(command.type) || byStructure) && !answerers.includes(structure)) {
    throw forbidden('not-the-receiver', 'Cette réponse appartient à la structure qui reçoit l’orientation.');
  }
  if (command.type === 'WithdrawOrientation' && structure !== fromStructure) {
    throw forbidden('not-the-sender', 'Seule la structure qui a proposé cette orientation peut la retirer.');
  }
}

function refuseMending({ eventId }: { readonly eventId: Uuid }, { structure }: Author, entries: ParcoursEntries): void {
  const entry = entries.find((one) => one.eventId === eventId);
  const { referent } = parcoursStateOf(entries);
  if (entry === undefined || entry.structure === structure || (referent?.structure ?? structure) === structure) return;
  throw forbidden(
    'not-your-entry',
    'Cette saisie est celle d’une autre structure : demandez-lui, ou au référent, de la corriger.',
  );
}

function refuseExit(
  { occurredOn }: Extract<ParcoursCommand, { type: 'ExitParcours' }>,
  { structure }: Author,
  entries: ParcoursEntries,
): void {
  const referent = assignmentsOf(parcoursLife(entries)).find((held) => holdsOn(held, occurredOn));
  if (referent === undefined || referent.structure === structure) return;
  throw forbidden('not-the-referent', 'La sortie appartient au référent du parcours : demandez-lui de l’enregistrer.');
}

/** Only a structure that sits answers by itself; for another one, the sender does. */
function refuseNoReceiver(
  { data }: Extract<StepCommand, { type: 'ProposeOrientation' }>,
  receiver: AuthoredCommand['receiver'],
): void {
  if (receiver === 'unknown') {
    throw invalidField('/toStructure', 'structure-unknown', 'Choisissez une structure de la liste.');
  }
  if (receiver === 'seatless' && data.onBehalfOf === undefined) {
    throw invalidField(
      '/toStructure',
      'receiver-without-seat',
      'Cette structure ne siège pas au comité technique local : choisissez-en une autre, ou répondez pour elle.',
    );
  }
}

/** Only a structure that sits on the comité technique local logs steps (domain.md § 1). */
export function seatNeeded(): DomainError {
  return forbidden(
    'seat-needed',
    'Votre structure ne siège pas au comité technique local : elle ne peut rien enregistrer sur ce territoire.',
  );
}

function forbidden(code: string, message: string): DomainError {
  return new DomainError('forbidden', code, message);
}
