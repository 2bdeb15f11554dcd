import { overlappingSlots, type BeneficiaryEvent, type Slot } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { parcoursLife, type ParcoursEntries } from '@jalons/parcours';
import type { Anomaly } from '../profile/profile.js';
import type { MappedPerson, MappedStep, RowOrigin } from '../rows/mapped-row.js';
import type { DecideContext } from './decide-context.js';
import { grouped } from './grouped.js';
import { ageClass, type Entrant } from './opening.js';
import { outside, type RowOutcome } from './outcomes.js';
import { ownRows, type OwnRows } from './own-rows.js';
import { decideParcoursRows, type DecidedParcours } from './parcours-rows.decider.js';
import {
  decidePersonRows,
  readPersonRows,
  type DecidedPerson,
  type FirstMeeting,
  type KnownPerson,
  type PersonRows,
} from './person-rows.decider.js';
import { NAMELESS } from './registration.js';
import type { KnownVersions } from './row-versions.js';
import { slotsIn, wantedSlot, type WantedSlot } from './slot-keeping.js';
import { survivorsIn } from './survivors.js';

/** All that an import says of one person, with the streams that it concerns; of several where rows of one parcours name them. */
export interface Unit {
  /** Null where rows name a parcours alone, and the log does not know it. */
  readonly person: Uuid | null;
  readonly persons: readonly MappedPerson[];
  readonly steps: readonly MappedStep[];
  /** Stored events of each person concerned: those named, the beneficiaries of the parcours, whom they were merged into. */
  readonly people: ReadonlyMap<Uuid, readonly StoredEvent<BeneficiaryEvent>[]>;
  readonly parcours: ReadonlyMap<Uuid, ParcoursEntries>;
  readonly known: KnownVersions;
  /** By person, people whose names and birth date are like hers. */
  readonly alike: ReadonlyMap<Uuid, readonly Uuid[]>;
}

export interface DecidedUnit {
  readonly people: readonly DecidedPerson[];
  readonly parcours: readonly DecidedParcours[];
  readonly outcomes: readonly RowOutcome[];
}

/** Decides on all that an import says of one person: her parcours first, then what her own stream keeps of them. */
export function decideUnit(unit: Unit, context: DecideContext): DecidedUnit {
  return new UnitDecision(unit, context).decide();
}

/** A person whom the rows name, with what they, or the log, say of her. */
interface Named {
  readonly rows: PersonRows;
  readonly known: KnownPerson;
}

class UnitDecision {
  private readonly survivorOf: (person: Uuid) => Uuid;
  private readonly own: readonly OwnRows[];
  private readonly named: ReadonlyMap<Uuid, Named>;
  /** Rows of people on the lines that name another person's parcours: nobody knows which of both names is right. */
  private readonly refused: readonly MappedPerson[];

  constructor(
    private readonly unit: Unit,
    private readonly context: DecideContext,
  ) {
    this.survivorOf = survivorsIn(unit.people);
    this.own = [...grouped(unit.steps, ({ parcours }) => parcours)].map(([parcours, rows]) => {
      const entries = unit.parcours.get(parcours) ?? [];
      return ownRows({ parcours, entries, rows, person: unit.person }, this.survivorOf, context);
    });
    const lines = new Set(this.own.flatMap(({ others }) => others.map(lineOf)));
    this.refused = unit.persons.filter((row) => lines.has(lineOf(row)));
    this.named = this.peopleNamed(unit.persons.filter((row) => !lines.has(lineOf(row))));
  }

  decide(): DecidedUnit {
    const { own, context } = this;
    const barred = this.barred();
    const decided = own
      .filter(({ rows }) => rows.length > 0)
      .map((one) => {
        const { parcours, entries, rows } = one;
        const bar = barred.get(parcours);
        return decideParcoursRows(
          {
            ...{ parcours, entries, known: this.unit.known, rows, entrant: this.entrantOf(one) },
            ...(bar !== undefined && { barred: bar }),
          },
          context,
        );
      });
    const people = this.people(decided);
    const anomaly = 'parcours-of-another-person';
    const outcomes = [
      ...own.flatMap((one) => one.outcomes),
      ...this.refused.map((row) => outside(row, anomaly, context.fateOf(row.record, anomaly), { flags: row.flags })),
      ...people.flatMap((one) => one.outcomes),
      ...decided.flatMap((one) => one.outcomes),
    ];
    return { people, parcours: decided, outcomes: this.withPersonFlags(outcomes, people) };
  }

  private peopleNamed(persons: readonly MappedPerson[]): ReadonlyMap<Uuid, Named> {
    const { unit, context } = this;
    const named = [...persons, ...unit.steps].flatMap(({ person }) => person ?? []);
    const all = new Set(unit.person === null ? named : [unit.person, ...named]);
    return new Map(
      [...all].map((person) => {
        const own = persons.filter((row) => row.person === person);
        const entries = unit.people.get(person) ?? [];
        const rows = { person, rows: own, known: unit.known, entries, alike: unit.alike.get(person) ?? [] };
        return [person, { rows, known: readPersonRows(rows, context) }];
      }),
    );
  }

  /** Who enters a parcours; null where neither the rows nor the log say. */
  private entrantOf({ owner, named }: OwnRows): Entrant | null {
    if (owner === null) return null;
    const { residence, birthDate } = (this.named.get(named ?? owner)?.known ?? NOBODY).data;
    return { person: owner, residence, ...(birthDate !== undefined && { birthDate }) };
  }

  /** What each stream of a person keeps of the parcours that are hers. */
  private people(decided: readonly DecidedParcours[]): readonly DecidedPerson[] {
    const { unit, context } = this;
    const slots = new Map<Uuid, WantedSlot[]>();
    const meetings: (FirstMeeting & { readonly of: Uuid })[] = [];
    for (const { parcours, draft } of decided) {
      const slot = wantedSlot(parcours, draft);
      const opening = parcoursLife(draft.events).steps.find((event) => event.type === 'ParcoursOpened');
      if (slot === null || opening?.type !== 'ParcoursOpened') continue;
      const { beneficiaryId: of } = opening.data;
      slots.set(of, [...(slots.get(of) ?? []), slot]);
      meetings.push({ of, occurredOn: slot.from, ...(opening.knownOn !== undefined && { knownOn: opening.knownOn }) });
    }
    return [...new Set([...slots.keys(), ...this.named.keys()])].map((person) => {
      const own = slots.get(person) ?? [];
      const named = this.named.get(person);
      if (named !== undefined) {
        const hers = meetings.filter(({ of }) => of === person || of === this.survivorOf(person));
        return decidePersonRows(named.rows, named.known, firstOf(hers), own, context);
      }
      const entries = unit.people.get(person) ?? [];
      const other: PersonRows = { person, entries, known: new Map(), rows: [], alike: [] };
      return decidePersonRows(other, readPersonRows(other, context), null, own, context);
    });
  }

  /** New parcours that policy refuses: a second one open at once, or somebody too young. */
  private barred(): ReadonlyMap<Uuid, Anomaly> {
    const { overlap, minimumAgePolicy } = this.context.policies;
    if (overlap === 'flag' && minimumAgePolicy === 'flag') return new Map();
    return new Map(
      [...grouped(this.own, ({ owner }) => owner)].flatMap(([owner, own]) =>
        owner === null ? [] : [...this.barredOf(owner, own)],
      ),
    );
  }

  private barredOf(owner: Uuid, own: readonly OwnRows[]): ReadonlyMap<Uuid, Anomaly> {
    const { unit, context } = this;
    const { overlap, minimumAgePolicy } = context.policies;
    const barred = new Map<Uuid, Anomaly>();
    const entering = own
      .flatMap((one) => {
        const opening = one.rows.find(({ type }) => type === 'ParcoursOpened');
        if (opening === undefined) return [];
        const { occurredOn: from, row } = opening;
        return [{ one, parcours: one.parcours, from, to: exitDay(one.rows), opening: row }];
      })
      .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
    let slots: readonly Slot[] = slotsIn(unit.people.get(owner) ?? []);
    for (const { one, parcours, from, to, opening } of entering) {
      const birthDate = this.entrantOf(one)?.birthDate;
      if (minimumAgePolicy === 'refuse' && ageClass(birthDate, from, context) === 'under-minimum') {
        barred.set(parcours, 'under-minimum-age');
        continue;
      }
      const others = slots.filter(({ parcoursId }) => parcoursId !== parcours);
      const after = [...others, { parcoursId: parcours, territory: context.territory, from, to, opening }];
      const gained =
        overlappingSlots(after, context.territory).length > overlappingSlots(slots, context.territory).length;
      if (overlap === 'refuse' && gained) barred.set(parcours, 'overlap-refused');
      else slots = after;
    }
    return barred;
  }

  /** Flags that need the person: overlapping parcours, ages. */
  private withPersonFlags(outcomes: readonly RowOutcome[], people: readonly DecidedPerson[]): readonly RowOutcome[] {
    const { context } = this;
    const overlapping = new Set(
      people
        .flatMap(({ draft }) => overlappingSlots(slotsIn(draft.events), context.territory))
        .map(({ parcoursId }) => parcoursId),
    );
    const birthDates = new Map(this.own.map((one) => [one.parcours, this.entrantOf(one)?.birthDate]));
    const openings = new Map(
      this.unit.steps.filter(({ type }) => type === 'ParcoursOpened').map((row) => [placeOf(row), row] as const),
    );
    return outcomes.map((outcome) => {
      const row = openings.get(placeOf(outcome.origin));
      if (row === undefined || !['imported', 'changed', 'unchanged'].includes(outcome.disposition)) return outcome;
      const birthDate = birthDates.get(row.parcours);
      const flags = [...outcome.flags];
      if (overlapping.has(row.parcours)) flags.push('overlap');
      if (birthDate !== undefined && row.occurredOn < birthDate) flags.push('entry-before-birth');
      if (ageClass(birthDate, row.occurredOn, context) === 'under-minimum') flags.push('under-minimum-age');
      return { ...outcome, flags };
    });
  }
}

const NOBODY: KnownPerson = { data: NAMELESS, outcomes: [] };

function lineOf({ table, line }: RowOrigin): string {
  return `${table}/${line}`;
}

function placeOf(row: RowOrigin): string {
  return `${lineOf(row)}/${row.record}`;
}

function firstOf(meetings: readonly FirstMeeting[]): FirstMeeting | null {
  const days = ({ occurredOn, knownOn }: FirstMeeting) => `${occurredOn} ${knownOn ?? occurredOn}`;
  return meetings.toSorted((a, b) => (days(a) < days(b) ? -1 : 1))[0] ?? null;
}

function exitDay(rows: readonly MappedStep[]): CivilDate | null {
  const days = rows.filter(({ type }) => type === 'ParcoursExited').map(({ occurredOn }) => occurredOn);
  return days.toSorted()[0] ?? null;
}
