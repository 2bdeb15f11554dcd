import { BENEFICIARY_RULES, mergeInForce, slotsOf, type BeneficiaryEvent, type Slot } from '@jalons/beneficiaries';
import { lifeOf, type LifeEvent, type StoredEvent } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import type { Projection, ProjectionSql, Row } from '@jalons/projections';
import { changeBetween, heldDaysOf } from '../commands/slot-change.js';
import type { ParcoursEvent } from '../parcours.events.js';
import { componentsOf } from './merged-people.js';
import { mergedPeople, parcoursSlots, slotEntries } from './slots.tables.js';

const PARCOURS = 'parcours-';
const BENEFICIARY = 'beneficiary-';

/** The types of a parcours that move its days, and of a person that move slots or merge her. */
const MOVING: ReadonlySet<(ParcoursEvent | BeneficiaryEvent)['type']> = new Set([
  ...(['ParcoursOpened', 'ParcoursExited', 'ParcoursReopened'] as const),
  ...(['ParcoursSlotTaken', 'ParcoursSlotFreed', 'BeneficiaryMerged', 'MergeReversed'] as const),
  'EntryVoided',
]);

/** An entry as it is kept: nothing of it says who the person is. */
type Kept = LifeEvent & { readonly territory?: Uuid };

/** What is kept of one person: her own stream, and those of her parcours. */
interface PersonEntries {
  readonly own: Kept[];
  readonly parcours: Map<Uuid, Kept[]>;
}

/**
 * Whether the days of each parcours agree with the slot that its person's stream holds for it, and which parcours of one
 * person, merged ones included, overlap. What a crash left between the two appends stays visible here until the slot
 * keeper has repaired it.
 */
export const parcoursSlotsProjection: Projection = {
  name: 'parcours-slots',
  version: 1,
  tables: [slotEntries, parcoursSlots, mergedPeople],
  handles: new Set([...MOVING, 'BeneficiaryErased']),
  async apply(batch, sql) {
    const erased = new Set(batch.filter(({ type }) => type === 'BeneficiaryErased').map(subjectOf));
    const moving = batch.filter((event) => isMoving(event) && !erased.has(event.keyId));
    await sql.upsert('slot_entries', moving.map(entryRow));
    const people = [...new Set(moving.map(({ keyId }) => keyId))];
    const entries = await entriesOf(people, sql);
    if (erased.size > 0) await forget([...erased], sql);
    if (erased.size > 0 || moving.some(isOfMerge)) await mergeAgain(entries, sql);
    await writeSlots(entries, sql);
  },
};

function isMoving({ type, stream }: StoredEvent): boolean {
  return MOVING.has(type as ParcoursEvent['type']) && (stream.startsWith(PARCOURS) || stream.startsWith(BENEFICIARY));
}

/** A void may be that of a merge. */
function isOfMerge({ type, stream }: StoredEvent): boolean {
  if (!stream.startsWith(BENEFICIARY)) return false;
  return type === 'BeneficiaryMerged' || type === 'MergeReversed' || type === 'EntryVoided';
}

function subjectOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(stream.indexOf('-') + 1);
}

function entryRow(event: StoredEvent): Row {
  const { eventId, revision, type, data, occurredOn, recordedAt, corrects, territory, keyId } = event;
  return {
    ...{ event_id: eventId, person: keyId, subject: subjectOf(event), revision },
    event: {
      ...{ eventId, revision, type, occurredOn, recordedAt, data: movingPart(type, data) },
      ...(corrects !== undefined && { corrects }),
      ...(territory !== undefined && { territory }),
    },
  };
}

/** The opening and the exit say much more than a day; a void says why in words of its own. */
function movingPart(type: string, data: unknown): object {
  if (type === 'ParcoursOpened' || type === 'ParcoursExited') return {};
  const { note: _note, why: _why, ...rest } = data as { readonly note?: string; readonly why?: string };
  return rest;
}

async function entriesOf(people: readonly Uuid[], sql: ProjectionSql): Promise<ReadonlyMap<Uuid, PersonEntries>> {
  const found = new Map<Uuid, PersonEntries>(people.map((person) => [person, { own: [], parcours: new Map() }]));
  if (people.length === 0) return found;
  const { rows } = await sql.query<{ person: Uuid; subject: Uuid; event: Kept }>(
    `SELECT person, subject, event FROM ${sql.table('slot_entries')}
      WHERE person = ANY ($1::uuid[]) ORDER BY person, subject, revision`,
    [people],
  );
  for (const { person, subject, event } of rows) {
    const { own, parcours } = found.get(person)!;
    if (subject === person) own.push(event);
    else parcours.set(subject, [...(parcours.get(subject) ?? []), event]);
  }
  return found;
}

/** Nothing of an erased person stays in a read model (security.md § 3). */
async function forget(people: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  for (const table of ['slot_entries', 'parcours_slots', 'merged_people']) {
    await sql.query(`DELETE FROM ${sql.table(table)} WHERE person = ANY ($1::uuid[])`, [people]);
  }
}

/** Merges are few: when one comes or goes, all components are drawn again. */
async function mergeAgain(entries: ReadonlyMap<Uuid, PersonEntries>, sql: ProjectionSql): Promise<void> {
  const { rows } = await sql.query<{ person: Uuid; into_person: Uuid }>(
    `SELECT person, into_person FROM ${sql.table('merged_people')} WHERE into_person IS NOT NULL`,
  );
  const into = new Map(rows.map((row) => [row.person, row.into_person]));
  for (const [person, { own }] of entries) {
    const merge = mergeInForce(positionalOf(own));
    if (merge === undefined) into.delete(person);
    else into.set(person, merge.data.into);
  }
  const components = componentsOf([...into]);
  await sql.query(`DELETE FROM ${sql.table('merged_people')}`);
  await sql.upsert(
    'merged_people',
    [...components].map(([person, component]) => ({ person, into_person: into.get(person) ?? null, component })),
  );
  await sql.query(
    `UPDATE ${sql.table('parcours_slots')} slots SET component = wanted.component
       FROM (SELECT known.parcours, coalesce(merged.component, known.person) AS component
               FROM ${sql.table('parcours_slots')} known LEFT JOIN ${sql.table('merged_people')} merged USING (person)) wanted
      WHERE wanted.parcours = slots.parcours AND wanted.component <> slots.component`,
  );
}

async function writeSlots(entries: ReadonlyMap<Uuid, PersonEntries>, sql: ProjectionSql): Promise<void> {
  const people = [...entries.keys()];
  if (people.length === 0) return;
  const { rows } = await sql.query<{ person: Uuid; component: Uuid }>(
    `SELECT person, component FROM ${sql.table('merged_people')} WHERE person = ANY ($1::uuid[])`,
    [people],
  );
  const components = new Map(rows.map(({ person, component }) => [person, component]));
  await sql.query(`DELETE FROM ${sql.table('parcours_slots')} WHERE person = ANY ($1::uuid[])`, [people]);
  await sql.upsert(
    'parcours_slots',
    [...entries].flatMap(([person, kept]) => slotRows(person, components.get(person) ?? person, kept)),
  );
}

function slotRows(person: Uuid, component: Uuid, { own, parcours }: PersonEntries): readonly Row[] {
  const slots = new Map(slotsOf(positionalOf(own)).map((slot) => [slot.parcoursId, slot]));
  const known = [...new Set([...parcours.keys(), ...slots.keys()])];
  return known.flatMap((id): readonly Row[] => {
    const slot = slots.get(id);
    const entries = parcours.get(id) ?? [];
    const lasts = heldDaysOf(entries as unknown as readonly LifeEvent<ParcoursEvent>[]);
    const held = slot === undefined || slot.to === slot.from ? null : slot;
    // Opened by mistake, and given back: no parcours any more.
    if (lasts === null && held === null) return [];
    return [
      {
        ...{ parcours: id, person, component, territory: slot?.territory ?? entries[0]?.territory ?? null },
        ...{ lasts_from: lasts?.from ?? null, lasts_to: lasts?.to ?? null },
        ...{ held_from: held?.from ?? null, held_to: held?.to ?? null },
        at_odds: changeBetween(slot ?? null, lasts) !== null,
        changed_ms: lastChange(id, own, entries),
      },
    ];
  });
}

function positionalOf(own: readonly Kept[]) {
  return lifeOf(own as unknown as readonly LifeEvent<BeneficiaryEvent>[], BENEFICIARY_RULES).positional;
}

function lastChange(parcours: Uuid, own: readonly Kept[], entries: readonly Kept[]): Instant {
  const named = own.filter(({ data }) => (data as Partial<Slot>).parcoursId === parcours);
  return Math.max(...[...named, ...entries].map(({ recordedAt }) => recordedAt));
}
