import type { LifeEvent } from '@jalons/event-log';
import { addDays, type CivilDate, type Uuid } from '@jalons/kernel';
import type { ProfessionalEvent } from './professional.events.js';
import type { Role } from './roles.js';

/** Days from `from` to the day before `until`; open-ended where `until` is null. */
export interface HeldDays {
  readonly id: Uuid;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

export interface Mandate extends HeldDays {
  readonly role: Role;
  readonly structure: Uuid | null;
  readonly territory: Uuid | null;
  readonly zone: string;
}

export interface Absence extends HeldDays {
  readonly deputy: Uuid;
}

export interface ProfessionalState {
  readonly registered: boolean;
  readonly mandates: readonly Mandate[];
  readonly absences: readonly Absence[];
}

/** Folds the unvoided events of one professional; an end counts wherever it stands. */
export function professionalState(inForce: readonly LifeEvent<ProfessionalEvent>[]): ProfessionalState {
  const mandates: Mandate[] = [];
  const absences: Absence[] = [];
  const ends = new Map<Uuid, CivilDate>();
  const cancelled = new Set<Uuid>();
  let registered = false;
  for (const event of inForce) {
    switch (event.type) {
      case 'ProfessionalRegistered':
        registered = true;
        break;
      case 'MandateGranted': {
        const { role, structure, territory, from, to, zone } = event.data;
        const until = to === undefined ? null : addDays(to, 1);
        mandates.push({
          id: event.eventId,
          role,
          structure: structure ?? null,
          territory: territory ?? null,
          from,
          until,
          zone,
        });
        break;
      }
      case 'MandateEnded':
        ends.set(event.data.mandate, event.data.on);
        break;
      case 'AbsenceDeclared': {
        const { from, to, deputy } = event.data;
        absences.push({ id: event.eventId, from, until: addDays(to, 1), deputy });
        break;
      }
      case 'AbsenceCancelled':
        cancelled.add(event.data.absence);
        break;
      case 'ProfessionalIdentityChanged':
      case 'AccessElevated':
      case 'EntryVoided':
        break;
    }
  }
  return {
    registered,
    mandates: mandates.map((mandate) => ({ ...mandate, until: ends.get(mandate.id) ?? mandate.until })),
    absences: absences.filter(({ id }) => !cancelled.has(id)),
  };
}

/** True where the day lies in the period. */
export function heldOn({ from, until }: HeldDays, day: CivilDate): boolean {
  return from <= day && (until === null || day < until);
}

/** True where the two share at least one day; an empty period shares none. */
export function shareADay(a: HeldDays, b: HeldDays): boolean {
  const from = a.from > b.from ? a.from : b.from;
  return [a.until, b.until].every((until) => until === null || from < until);
}
