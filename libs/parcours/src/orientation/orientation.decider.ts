import type { Life } from '@jalons/event-log';
import { DomainError, type Codes, holdsOn } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent, ParcoursStep } from '../parcours.events.js';
import { assignmentsOf, membershipsOf, type Membership } from '../participation/participants.js';
import { handOver } from '../participation/participation.decider.js';
import type { StepOf, When } from '../steps/recording.js';
import type { StartOrientation } from './orientation.commands.js';

const DEFAULT_ROLE = 'Accueil sur orientation';

/** The start, and what comes with it: see {@link StartOrientation}. */
export function decideStart(
  command: StartOrientation,
  life: Life<ParcoursEvent>,
  codes: Codes,
): readonly StepOf<ParcoursStep>[] {
  const proposal = life.entryOf(command.orientation);
  if (proposal?.type !== 'OrientationProposed') {
    throw new DomainError('not-found', 'orientation-unknown', 'Cette orientation n’existe pas ou a été annulée.');
  }
  const { orientation, occurredOn, at, note, priorHistory } = command;
  const when: When = { occurredOn, ...(at !== undefined && { at }) };
  const data = { orientation, ...(note !== undefined && { note }), ...(priorHistory && { priorHistory }) };
  const start = { type: 'OrientationStarted', data, ...when } as const;
  if (priorHistory) return [start];
  return [start, ...joining(command, proposal, life, codes, when), ...transfer(command, proposal, life, when)];
}

/** A receiver without account has nobody to share with, and could not leave by itself. */
function joining(
  { orientation, role, supportKind }: StartOrientation,
  { data }: ParcoursEntry<'OrientationProposed'>,
  life: Life<ParcoursEvent>,
  codes: Codes,
  when: When,
): readonly StepOf<ParcoursStep>[] {
  const { toStructure, onBehalfOf, need, transfersReferent } = data;
  const takesPart = membershipsOf(life).some(
    (membership) => membership.structure === toStructure && reaches(membership, when),
  );
  if (onBehalfOf !== undefined || takesPart) return [];
  const usual = transfersReferent ? 'global' : codes.has('barriers', need) ? 'barrier' : 'other';
  return [
    {
      type: 'StructureJoined',
      data: {
        structure: toStructure,
        role: role ?? DEFAULT_ROLE,
        supportKind: supportKind ?? usual,
        orientation,
      },
      ...when,
    },
  ];
}

function transfer(
  { orientation, receivedBy }: StartOrientation,
  { data: { transfersReferent, toStructure } }: ParcoursEntry<'OrientationProposed'>,
  life: Life<ParcoursEvent>,
  when: When,
): readonly StepOf<ParcoursStep>[] {
  if (!transfersReferent || isSettled(life, receivedBy, when)) return [];
  return handOver(life, { professional: receivedBy, structure: toStructure, orientation }, when);
}

/** The receiver is the referent already, or one was assigned for a later day: a start told late takes nothing back. */
function isSettled(life: Life<ParcoursEvent>, receivedBy: string, { occurredOn }: When): boolean {
  return assignmentsOf(life).some(
    (held) => held.from > occurredOn || (holdsOn(held, occurredOn) && held.professional === receivedBy),
  );
}

/** Takes part that day, or will: joining before would make two memberships at once. */
function reaches(membership: Membership, { occurredOn }: When): boolean {
  return holdsOn(membership, occurredOn) || membership.from > occurredOn;
}
