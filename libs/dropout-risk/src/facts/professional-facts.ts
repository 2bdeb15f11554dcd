import { unvoided, type LifeEvent } from '@jalons/event-log';
import { professionalState, STRUCTURE_ROLES, type HeldDays, type ProfessionalEvent } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';

/** On which days a professional could answer for a case, and who did instead. */
export interface ProfessionalFacts {
  /** Mandates inside a structure. */
  readonly mandates: readonly (HeldDays & { readonly structure: Uuid })[];
  readonly absences: readonly (HeldDays & { readonly deputy: Uuid })[];
}

/** From the events known of one professional's stream. */
export function readProfessional(known: readonly LifeEvent<ProfessionalEvent>[]): ProfessionalFacts {
  const { mandates, absences } = professionalState(unvoided(known) as readonly LifeEvent<ProfessionalEvent>[]);
  return {
    mandates: mandates.flatMap(({ id, role, structure, from, until }) =>
      structure !== null && STRUCTURE_ROLES.has(role) ? [{ id, structure, from, until }] : [],
    ),
    absences,
  };
}
