import type { Life, LifeEvent } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import {
  assignmentsOf,
  followersOf,
  isPending,
  orientationsOf,
  parcoursLife,
  phasePeriodsOf,
  type ParcoursEntry,
  type ParcoursEvent,
} from '@jalons/parcours';
import { appointmentsIn, attemptsIn, lastContactIn, meetingsIn } from './contact-facts.js';
import type { Fact, FactOf } from './fact.js';
import type { ParcoursFacts } from './parcours-facts.js';
import { phaseRuns, underlyingRuns } from './phase-runs.js';
import { absencesOf, announcedOf, stepsOf } from './steps.js';

/**
 * The facts of one parcours, from the events of its stream known at an instant ({@link asOf} filters them); null before
 * its opening, or once that was voided.
 */
export function readParcours(known: readonly LifeEvent<ParcoursEvent>[]): ParcoursFacts | null {
  return factsIn(parcoursLife(known), known);
}

/** The same, from the life that these events tell. */
export function factsIn(life: Life<ParcoursEvent>, known: readonly LifeEvent<ParcoursEvent>[]): ParcoursFacts | null {
  const opening = life.steps.find((event) => event.type === 'ParcoursOpened');
  if (opening === undefined) return null;
  const factOf = factsOf(known, life);
  const openedOn = opening.occurredOn;
  const exit = life.steps.find((event) => event.type === 'ParcoursExited');
  const phases = phasePeriodsOf(life);
  const runs = phaseRuns(phases, openedOn);
  const steps = stepsOf(life, factOf);
  const contact = lastContactIn(life, openedOn, exit?.occurredOn ?? null, factOf);
  return {
    beneficiary: opening.data.beneficiaryId,
    structure: opening.data.structure,
    opening: factOf(opening),
    exit: exit === undefined ? null : { ...factOf(exit), reason: exit.data.reason },
    reopenedOn: life.reopenings.reduce<ParcoursFacts['reopenedOn']>(
      (last, { occurredOn }) => (last === null || occurredOn > last ? occurredOn : last),
      null,
    ),
    phases: runs,
    underlying: phases.periods.length === 0 ? runs : underlyingRuns(phases, openedOn),
    lastContact: contact.lastContact,
    noContactWanted: contact.noContactWanted,
    attempts: attemptsIn(life, openedOn, factOf),
    meetings: meetingsIn(life, openedOn, factOf),
    appointments: appointmentsIn(life, factOf),
    handovers: handoversIn(life, factOf),
    steps,
    announced: announcedOf(life, factOf),
    absences: absencesOf(life, steps, factOf),
    barriers: barriersIn(life, factOf),
    concerns: concernsIn(life, factOf),
    referents: referentsIn(life, factOf),
  };
}

function factsOf(known: readonly LifeEvent<ParcoursEvent>[], life: Life<ParcoursEvent>): FactOf {
  let taken: ReadonlyMap<Uuid, Instant> | undefined;
  return ({ eventId, occurredOn, recordedAt }): Fact => {
    const id = life.rootOf(eventId);
    if (id === eventId) return { id, eventId, on: occurredOn, at: recordedAt };
    taken ??= new Map(known.map((event) => [event.eventId, event.recordedAt]));
    return { id, eventId, on: occurredOn, at: taken.get(id) ?? recordedAt };
  };
}

function handoversIn(life: Life<ParcoursEvent>, factOf: FactOf): ParcoursFacts['handovers'] {
  return orientationsOf(life)
    .filter(isPending)
    .map(({ proposal, accepted }) => ({
      proposal: factOf(proposal),
      accepted: accepted === undefined ? null : factOf(accepted),
      toStructure: proposal.data.toStructure,
    }));
}

function referentsIn(life: Life<ParcoursEvent>, factOf: FactOf): ParcoursFacts['referents'] {
  return assignmentsOf(life).map(({ id, professional, structure, from, to }) => {
    return { id, professional, structure, from, to, fact: factOf(life.entryOf(id)!) };
  });
}

const LIFTING_BARRIERS: ReadonlySet<ParcoursEvent['type']> = new Set(['BarrierLifted']);
const LIFTING_CONCERNS: ReadonlySet<ParcoursEvent['type']> = new Set(['ConcernLifted']);

function barriersIn(life: Life<ParcoursEvent>, factOf: FactOf): readonly Fact[] {
  const barriers = life.steps.filter(
    (event): event is ParcoursEntry<'BarrierIdentified'> => event.type === 'BarrierIdentified' && event.data.blocking,
  );
  if (barriers.length === 0) return [];
  const lifted = followersOf(life, 'barrier', LIFTING_BARRIERS);
  const addressed = new Set(
    life.steps.flatMap((event) => (event.type === 'ActionStarted' ? [event.data.barrierId] : [])),
  );
  return barriers
    .filter(({ eventId, data }) => !addressed.has(data.barrierId) && !lifted.has(life.rootOf(eventId)))
    .map(factOf);
}

function concernsIn(life: Life<ParcoursEvent>, factOf: FactOf): readonly Fact[] {
  const concerns = life.steps.filter(({ type }) => type === 'ConcernRaised');
  if (concerns.length === 0) return [];
  const lifted = followersOf(life, 'concern', LIFTING_CONCERNS);
  return concerns.filter(({ eventId }) => !lifted.has(life.rootOf(eventId))).map(factOf);
}
