import { MergedRecords, slotsIn, stateOfCase, type BeneficiaryEvent, type KnownMembers } from '@jalons/beneficiaries';
import type { ReadableEvent, StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import { bindingOf, type Binding, type BoundPeople } from '../decide/bound-people.js';
import { mergedInto } from '../decide/survivors.js';
import type { Unit } from '../decide/unit.decider.js';
import type { MappedPerson, MappedStep } from '../rows/mapped-row.js';
import type { RowIds } from '../rows/row-ids.js';
import type { ImportRecords } from './import-records.js';
import type { StagedUnit } from './staging.js';

/** A unit with its streams, or one of which somebody was erased: nothing may be said of her any more. */
export type LoadedUnit =
  | { readonly staged: StagedUnit; readonly unit: Unit; readonly bound: BoundPeople }
  | { readonly staged: StagedUnit; readonly erased: true };

class Erased extends Error {}

/** Loads what the log and the records say of units; streams that no import can have written to are not asked for. */
import type { PatientStore } from './patient-store.js';
export class UnitLoader {
  constructor(
    private readonly store: PatientStore,
    private readonly records: ImportRecords,
    private readonly ids: RowIds,
  ) {}

  async load(units: readonly StagedUnit[]): Promise<readonly LoadedUnit[]> {
    const streams = new Set(units.flatMap((unit) => [...streamsOf(unit)]));
    const keys = new Set(units.flatMap((unit) => [...this.keysOf(unit)]));
    const [touched, versions] = await Promise.all([
      this.records.touched([...streams]),
      this.records.versionsOf([...keys]),
    ]);
    const merged = touched.size === 0 ? new Map<Uuid, readonly Uuid[]>() : await this.records.mergedCases([...touched]);
    const members: KnownMembers = async (people) =>
      people.every((person) => touched.has(person))
        ? people.flatMap((person) => merged.get(person) ?? [])
        : this.records.membersOf(people);
    return Promise.all(units.map((unit) => this.loadOne(unit, versions, members, (id) => touched.has(id))));
  }

  /** The same, asking for every stream: for a unit that met somebody else's append. */
  async reload(unit: StagedUnit): Promise<LoadedUnit> {
    const versions = await this.records.versionsOf([...this.keysOf(unit)]);
    return this.loadOne(
      unit,
      versions,
      (people) => this.records.membersOf(people),
      () => true,
    );
  }

  private async loadOne(
    staged: StagedUnit,
    known: Unit['known'],
    members: KnownMembers,
    mayExist: (id: Uuid) => boolean,
  ): Promise<LoadedUnit> {
    try {
      const unit = await this.unitOf(staged, known, mayExist);
      return { staged, unit, bound: await this.boundIn(unit, members) };
    } catch (error) {
      if (error instanceof Erased) return { staged, erased: true };
      throw error;
    }
  }

  private async unitOf(staged: StagedUnit, known: Unit['known'], mayExist: (id: Uuid) => boolean): Promise<Unit> {
    const { rows, alike } = staged;
    const steps = rows.filter((row): row is MappedStep => row.of === 'step');
    const parcours = new Map<Uuid, readonly StoredEvent<ParcoursEvent>[]>();
    const ids = new Set(steps.map((step) => step.parcours));
    for (const id of ids) if (mayExist(id)) parcours.set(id, await this.entries<ParcoursEvent>(`parcours-${id}`));
    const people = new Map<Uuid, readonly StoredEvent<BeneficiaryEvent>[]>();
    // Herself, and whoever stands for her since a merge: a circle of merges ends where it began.
    const loadPerson = async (id: Uuid, exists = true): Promise<void> => {
      for (let next: Uuid | undefined = id; next !== undefined && !people.has(next);) {
        const found: boolean = exists || next !== id;
        people.set(next, found ? await this.entries<BeneficiaryEvent>(`beneficiary-${next}`) : []);
        next = mergedInto(people.get(next)!);
      }
    };
    const owners = [...parcours.values()].flatMap(ownersOf);
    for (const owner of owners) await loadPerson(owner);
    const person = staged.person ?? owners[0] ?? null;
    for (const named of namedIn({ person, rows })) await loadPerson(named, mayExist(named));
    for (const { parcoursId: id, from, to } of [...people.values()].flatMap((entries) => slotsIn(entries))) {
      if (from === to && !parcours.has(id)) parcours.set(id, await this.entries<ParcoursEvent>(`parcours-${id}`));
    }
    const persons = rows.filter((row): row is MappedPerson => row.of === 'person');
    return { person, persons, steps, people, parcours, known, alike };
  }

  /** Merged records are one person: what one of them says binds her in all. */
  private async boundIn({ people }: Unit, members: KnownMembers): Promise<BoundPeople> {
    const merged = new MergedRecords(this.store, members);
    const bound = new Map<Uuid, Binding>();
    for (const [person, entries] of people) {
      if (entries.length === 0) continue;
      const binding = bindingOf(stateOfCase(entries, await merged.othersOf(person, entries)));
      if (binding !== undefined) bound.set(person, binding);
    }
    return bound;
  }

  private async entries<E extends BeneficiaryEvent | ParcoursEvent>(stream: `${string}-${Uuid}`) {
    const events: readonly ReadableEvent[] = await this.store.load(stream, 0);
    if (events.some((event) => event.erased || event.type === 'BeneficiaryErased')) throw new Erased();
    return events as unknown as readonly StoredEvent<E>[];
  }

  private *keysOf({ person, rows, alike }: StagedUnit): Generator<Uuid> {
    for (const named of namedIn({ person, rows })) yield this.ids.registration(named);
    for (const row of rows) {
      yield row.row;
      if (row.of === 'person') {
        for (const { row: own } of [...row.identifiers, ...row.criteria]) yield own;
        for (const other of alike.get(row.person) ?? []) yield this.ids.suspicion(row.person, other);
      } else yield* referencesIn(row.data);
    }
  }
}

/** Everybody whom rows name; several where they name one parcours. */
function namedIn({ person, rows }: Pick<StagedUnit, 'person' | 'rows'>): ReadonlySet<Uuid> {
  return new Set([...(person === null ? [] : [person]), ...rows.flatMap((row) => row.person ?? [])]);
}

function* streamsOf({ person, rows }: StagedUnit): Generator<Uuid> {
  yield* namedIn({ person, rows });
  for (const row of rows) if (row.of === 'step') yield row.parcours;
}

function* referencesIn(node: unknown): Generator<Uuid> {
  if (typeof node !== 'object' || node === null) return;
  if ('$row' in node) yield node.$row as Uuid;
  else for (const member of Object.values(node)) yield* referencesIn(member);
}

function ownersOf(entries: readonly StoredEvent<ParcoursEvent>[]): readonly Uuid[] {
  return entries.flatMap((event) => (event.type === 'ParcoursOpened' ? [event.data.beneficiaryId] : []));
}
