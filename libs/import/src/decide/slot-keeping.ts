import { slotsIn, type BeneficiaryEvent, type Slot } from '@jalons/beneficiaries';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { parcoursLife, type ParcoursEvent } from '@jalons/parcours';
import type { DecideContext } from './decide-context.js';
import type { Planned, StreamDraft } from './stream-draft.js';

/** What the place of a parcours in its person's stream is to be: held on [from, to). */
export interface WantedSlot {
  readonly parcours: Uuid;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly opening: Uuid;
  /** When the opening, and the exit, were known. */
  readonly openingKnownOn?: CivilDate;
  readonly exitKnownOn?: CivilDate;
}

/** The place that a parcours takes, by its stream; null while nothing opens it. */
export function wantedSlot(parcours: Uuid, draft: StreamDraft<ParcoursEvent>): WantedSlot | null {
  const { steps } = parcoursLife(draft.events);
  const opening = steps.find(({ type }) => type === 'ParcoursOpened');
  if (opening === undefined) return null;
  const exit = steps.find(({ type }) => type === 'ParcoursExited');
  return {
    ...{ parcours, from: opening.occurredOn, to: exit?.occurredOn ?? null, opening: opening.eventId },
    ...(opening.knownOn !== undefined && { openingKnownOn: opening.knownOn }),
    ...(exit?.knownOn !== undefined && { exitKnownOn: exit.knownOn }),
  };
}

/** The slot of a parcours as it is to be. */
export function slotAt({ parcours: parcoursId, from, to, opening }: WantedSlot, territory: Uuid): Slot {
  return { parcoursId, territory, from, to, opening };
}

/** Entries that move the place of a parcours, by which a place that may not be taken is let go of: the fewest first. */
export const MOVERS: readonly ReadonlySet<string>[] = [
  new Set(['ParcoursExited', 'ParcoursReopened']),
  new Set(['ParcoursOpened']),
  new Set(['ParcoursExited', 'ParcoursReopened', 'ParcoursOpened']),
];

/** Brings the slot of a parcours in line, by as few events as it takes; nothing where it is. */
export function keepSlot(
  wanted: WantedSlot,
  draft: StreamDraft<BeneficiaryEvent>,
  context: Pick<DecideContext, 'ids' | 'territory'>,
): void {
  const { parcours, from, to, opening, openingKnownOn, exitKnownOn } = wanted;
  const held = slotsIn(draft.events).find(({ parcoursId }) => parcoursId === parcours);
  const isTaken =
    held !== undefined && held.from === from && held.opening === opening && (to !== null || held.to === null);
  if (!isTaken) {
    const data = { territory: context.territory, parcoursId: parcours, from, opening };
    add(draft, context, { type: 'ParcoursSlotTaken', data }, parcours, from, openingKnownOn);
  }
  if (to === null || (isTaken && held.to === to)) return;
  add(draft, context, { type: 'ParcoursSlotFreed', data: { parcoursId: parcours, on: to } }, parcours, to, exitKnownOn);
}

type SlotEvent = Extract<BeneficiaryEvent, { type: 'ParcoursSlotTaken' | 'ParcoursSlotFreed' }>;

function add(
  draft: StreamDraft<BeneficiaryEvent>,
  { ids }: Pick<DecideContext, 'ids'>,
  event: SlotEvent,
  parcours: Uuid,
  occurredOn: CivilDate,
  knownOn: CivilDate | undefined,
): void {
  const earlier = draft.events.filter(({ data }) => 'parcoursId' in data && data.parcoursId === parcours).length;
  const when = { occurredOn, ...(knownOn !== undefined && { knownOn }) };
  const planned = { ...event, ...when, eventId: ids.slot(parcours, earlier) } as Planned<BeneficiaryEvent>;
  draft.add([planned], when);
}
