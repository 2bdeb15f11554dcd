import type { EventStore, LifeEvent } from '@jalons/event-log';
import { unvoided } from '@jalons/event-log';
import { addDays, type CivilDate, type Uuid } from '@jalons/kernel';
import type { ProfessionalEvent } from '../professional/professional.events.js';
import { professionalState } from '../professional/professional.state.js';

/** Days away as they were declared, with who stands in. */
export interface DeclaredAbsence {
  readonly id: Uuid;
  readonly from: CivilDate;
  /** Last day away. */
  readonly to: CivilDate;
  readonly deputy: Uuid;
}

/** The absences of a professional that stand, past ones included, the latest first; a stream is short. */
export async function absencesOf(
  store: Pick<EventStore, 'load'>,
  professional: Uuid,
): Promise<readonly DeclaredAbsence[]> {
  const events = await store.load(`professional-${professional}`);
  const { absences } = professionalState(unvoided(events as unknown as readonly LifeEvent<ProfessionalEvent>[]));
  return absences
    .flatMap(({ id, from, until, deputy }) => (until === null ? [] : [{ id, from, to: addDays(until, -1), deputy }]))
    .toSorted((a, b) => (a.from < b.from ? 1 : -1));
}
