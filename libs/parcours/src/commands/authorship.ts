import { restrictionRefusal } from '@jalons/beneficiaries';
import type { Decider, Life } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import { isPending, orientationsOf, type Orientation } from '../orientation/orientation-threads.js';
import type { ParcoursCommand } from '../parcours.commands.js';
import type { ParcoursEntries } from '../parcours.decider.js';
import type { ParcoursEntry, ParcoursEvent } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';
import { parcoursStateOf } from '../state/parcours.state.js';
import { askedStep } from './asked-step.js';
import type { Author, StepCommand } from './author.js';
import { mendsAnAnswer, refuseMending } from './mending.js';
import { refuseNamed, type Named } from './named.js';
import { refuseOwnership } from './ownership.js';

/** A command with its author, for what rests on who asks. */
export interface AuthoredCommand {
  readonly command: StepCommand;
  readonly author: Author;
  /** What is known of the structure or professional that the command names. */
  readonly named: Named;
}

/** The decider of a parcours behind the rule of who may record what in it; a retry is answered before either. */
export function authoredDecider(
  decider: Decider<ParcoursCommand, ParcoursEvent, ParcoursEntries>,
): Decider<AuthoredCommand, ParcoursEvent, ParcoursEntries> {
  return {
    ...decider,
    decide(asked, entries, context) {
      refuseStranger(asked, entries);
      return decider.decide(asked.command, entries, context);
    },
  };
}

/** One answer for a parcours that does not exist and one that is not open to the caller. */
export function parcoursUnknown(): DomainError {
  return new DomainError('not-found', 'parcours-unknown', 'Ce parcours n’existe pas ou ne vous est pas ouvert.');
}

/**
 * What a structure without its seat may still do: hand its cases back (domain.md § 1), and end what nobody else may or
 * has to end: the orientations that it has not answered or has sent, a parcours of its own that nobody takes over, the
 * situation six months after.
 */
const HANDS_BACK: ReadonlySet<StepCommand['type']> = new Set<StepCommand['type']>([
  'AssignReferent',
  'ReleaseReferent',
  'LeaveParcours',
  'ProposeOrientation',
  'WithdrawOrientation',
  'DeclineOrientation',
  'LapseOrientation',
  'ExitParcours',
  'RecordSituationAtSixMonths',
]);

/**
 * Who may record: a structure that takes part, holding its seat (domain.md § 1); a receiver, on the orientation that it
 * has to answer or to start and that the person agreed to (security.md § 1). What belongs to one of them is for the
 * files beside: the receiver's answers and the referent's decisions (ownership), mistakes (mending).
 */
function refuseStranger({ command, author, named }: AuthoredCommand, entries: ParcoursEntries): void {
  const { structures } = parcoursStateOf(entries);
  const life = parcoursLife(entries);
  const isMending = command.type === 'VoidEntry' || command.type === 'CorrectEntry';
  const mended = isMending ? entries.find(({ eventId }) => eventId === command.eventId) : undefined;
  const step = askedStep(command);
  const orientation = orientationOf(life, isMending ? mended : step);
  const takesPart = structures.some(({ structure }) => structure === author.structure);
  const isOwn = !isMending || mended?.structure === author.structure;
  if (!takesPart && !(orientation !== undefined && isOwn && isOpenTo(orientation, author))) throw parcoursUnknown();
  if (!author.seated && !HANDS_BACK.has(command.type)) throw seatNeeded();
  if (isMending) refuseMending(step, mended, author, life);
  else if (step !== null) refuseOwnership(step, author, life);
  if (named.restricted === true && !isMending) throw restrictionRefusal();
  // Told with another day or note, an answer brings in nobody whom it had not brought in before.
  if (step !== null) refuseNamed(step, mendsAnAnswer(step, mended, life) ? { ...named, sharingStopped: false } : named);
}

function orientationOf(
  life: Life<ParcoursEvent>,
  step: Pick<ParcoursEntry, 'type' | 'data'> | null | undefined,
): Orientation | undefined {
  const data = step?.data as { readonly orientation?: Uuid } | undefined;
  if (data?.orientation === undefined) return undefined;
  const root = life.rootOf(data.orientation);
  return orientationsOf(life).find(({ id }) => id === root);
}

function isOpenTo(orientation: Orientation, { structure }: Author): boolean {
  const { toStructure, personAgreed } = orientation.proposal.data;
  return toStructure === structure && personAgreed && isPending(orientation);
}

/** Only a structure that sits on the comité technique local logs steps (domain.md § 1). */
export function seatNeeded(): DomainError {
  return new DomainError(
    'forbidden',
    'seat-needed',
    'Votre structure ne siège pas au comité technique local : elle ne peut rien enregistrer sur ce territoire.',
  );
}
