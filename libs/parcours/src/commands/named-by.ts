import { processingRestricted, sharingStopped, type PersonState } from '@jalons/beneficiaries';
import { unvoided } from '@jalons/event-log';
import { heldOn, professionalState, STRUCTURE_ROLES } from '@jalons/identity';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { holdsSeat } from '@jalons/territory';
import type { ParcoursStep } from '../parcours.events.js';
import type { StepOf } from '../steps/recording.js';
import type { Named } from './named.js';
import type { Streams } from './streams.js';

/** Looks up, in the log itself, whom a step brings in. */
export async function namedBy(
  step: StepOf<ParcoursStep> | null,
  streams: Streams,
  place: { readonly territory: Uuid; readonly standing: PersonState; readonly today: CivilDate },
): Promise<Named> {
  return { restricted: processingRestricted(place.standing), ...(await broughtInBy(step, streams, place)) };
}

async function broughtInBy(
  step: StepOf<ParcoursStep> | null,
  streams: Streams,
  {
    territory,
    standing,
    today,
  }: { readonly territory: Uuid; readonly standing: PersonState; readonly today: CivilDate },
): Promise<Named> {
  switch (step?.type) {
    case 'OrientationProposed': {
      const { service, toStructure, personAgreed } = step.data;
      return {
        // Without her agreement the receiver is told nothing of her.
        sharingStopped: personAgreed && sharingStopped(standing),
        structure: await structureOn(toStructure, territory, step.occurredOn, streams),
        ...(service !== undefined && { service: await serviceOn(service, toStructure, step.occurredOn, streams) }),
      };
    }
    // The receiver reads her sheet to answer, and her whole parcours from the start on.
    case 'OrientationAccepted':
    case 'OrientationStarted':
      return { sharingStopped: sharingStopped(standing) };
    case 'StructureJoined':
      return {
        sharingStopped: sharingStopped(standing),
        structure: await structureOn(step.data.structure, territory, step.occurredOn, streams),
      };
    case 'ReferentAssigned': {
      const { professional, structure } = step.data;
      // Told late, a referent may have had the mandate then, or have it only since.
      const held = await hasMandate(professional, structure, [step.occurredOn, today], streams);
      return { professional: held ? 'mandated' : 'elsewhere' };
    }
    default:
      return {};
  }
}

async function structureOn(
  structure: Uuid,
  territory: Uuid,
  day: CivilDate,
  streams: Streams,
): Promise<NonNullable<Named['structure']>> {
  const state = await streams.structure(structure);
  if (state.registeredOn === null) return 'unknown';
  return holdsSeat(state, territory, day) ? 'seated' : 'seatless';
}

async function serviceOn(
  id: Uuid,
  toStructure: Uuid,
  day: CivilDate,
  streams: Streams,
): Promise<NonNullable<Named['service']>> {
  const { service, withdrawnOn } = await streams.service(id);
  if (service === null) return 'unknown';
  if (service.structure !== toStructure) return 'elsewhere';
  return withdrawnOn !== null && withdrawnOn <= day ? 'withdrawn' : 'offered';
}

async function hasMandate(
  professional: Uuid,
  structure: Uuid,
  days: readonly CivilDate[],
  streams: Streams,
): Promise<boolean> {
  const { mandates } = professionalState(unvoided(await streams.professional(professional)));
  return mandates.some(
    (held) => held.structure === structure && STRUCTURE_ROLES.has(held.role) && days.some((day) => heldOn(held, day)),
  );
}
