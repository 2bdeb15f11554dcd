import type { Life } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent } from '../parcours.events.js';
import { followersOf } from '../steps/threads.js';

/** One orientation and what became of it. */
export interface Orientation {
  /** First entry of the chain of its proposal. */
  readonly id: Uuid;
  readonly proposal: ParcoursEntry<'OrientationProposed'>;
  readonly accepted: ParcoursEntry<'OrientationAccepted'> | undefined;
  readonly started: ParcoursEntry<'OrientationStarted'> | undefined;
  /** What it became instead of starting. */
  readonly lost: ParcoursEntry<OrientationLoss> | undefined;
  readonly closed: ParcoursEntry<'OrientationClosed'> | undefined;
}

export type OrientationLoss = 'OrientationDeclined' | 'OrientationWithdrawn' | 'OrientationLapsed';

const FOLLOWERS = new Set<ParcoursEvent['type']>([
  'OrientationAccepted',
  'OrientationStarted',
  'OrientationDeclined',
  'OrientationWithdrawn',
  'OrientationLapsed',
  'OrientationClosed',
]);

/** The orientations of a parcours, in order of life of their proposals. */
export function orientationsOf(life: Life<ParcoursEvent>): readonly Orientation[] {
  const proposals = life.steps.filter((event) => event.type === 'OrientationProposed');
  if (proposals.length === 0) return [];
  const followers = followersOf(life, 'orientation', FOLLOWERS);
  return proposals.map((proposal) => {
    const id = life.rootOf(proposal.eventId);
    const suite = followers.get(id) ?? [];
    return {
      id,
      proposal,
      accepted: suite.find((event) => event.type === 'OrientationAccepted'),
      started: suite.find((event) => event.type === 'OrientationStarted'),
      lost: suite.find(isLoss),
      closed: suite.find((event) => event.type === 'OrientationClosed'),
    };
  });
}

/** Neither declined, withdrawn or lapsed, nor started. */
export function isPending({ started, lost }: Orientation): boolean {
  return started === undefined && lost === undefined;
}

function isLoss(event: ParcoursEntry): event is ParcoursEntry<OrientationLoss> {
  return (
    event.type === 'OrientationDeclined' || event.type === 'OrientationWithdrawn' || event.type === 'OrientationLapsed'
  );
}
