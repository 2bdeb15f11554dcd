import { gainsOverlap, overlappingSlots, slotsIn, type BeneficiaryEvent, type Slot } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import { isUndone, parcoursLife, type ParcoursEntries } from '@jalons/parcours';
import type { Anomaly } from '../profile/profile.js';
import type { MappedPerson, MappedStep, RowOrigin } from '../rows/mapped-row.js';
import type { DecideContext } from './decide-context.js';
import { grouped } from './grouped.js';
import { lineOf, linesKnownBefore } from './known-lines.js';
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
import { MOVERS, slotAt, wantedSlot, type WantedSlot } from './slot-keeping.js';
import { survivorsIn } from './survivors.js';

/** All that an import says of one person, with the streams that it concerns; of several where rows of one parcours name them. */
export interface Unit {
  /** Null where rows name a parcours alone, and the log does not know it. */
  readonly person: Uuid | null;
  readonly persons: readonly MappedPerson[];
  readonly steps: readonly MappedStep[];
  /** Stored events of each person concerned: those named, the beneficiaries of the parcours, whom they were merged into. */
  readonly people: ReadonlyMap<Uuid, readonly StoredEvent<BeneficiaryEvent>[]>;
  /** Of each parcours that rows name, and of those whose slots in these people's streams hold no day. */
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
  private readonly isKnownLine: (row: RowOrigin) => boolean;
  private readonly own: readonly OwnRows[];
  private readonly named: ReadonlyMap<Uuid, Named>;
  /** Rows of people on the lines that name another person's parcours: nobody knows which of both names is right. */
  private readonly refused: readonly MappedPerson[];

  constructor(
    private readonly unit: Unit,
    private readonly context: DecideContext,
  ) {
    this.survivorOf = survivorsIn(unit.people);
    this.isKnownLine = linesKnownBefore(unit, context.importId);
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
    const owners = grouped(
      own.filter(({ rows }) => rows.length > 0),
      ({ owner }) => owner,
    );
    const decided = [...owners].flatMap(([owner, hers]) => this.parcoursOf(owner, hers));
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
        // Whoever was merged with her is no stranger.
        const isStranger = (other: Uuid) => this.survivorOf(other) !== this.survivorOf(person);
        const alike = (unit.alike.get(person) ?? []).filter(isStranger);
        const rows = { person, rows: own, known: unit.known, entries, alike, isKnownLine: this.isKnownLine };
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
      const other: PersonRows = { person, entries, known: new Map(), rows: [], alike: [], isKnownLine: () => false };
      return decidePersonRows(other, readPersonRows(other, context), null, own, context);
    });
  }

  /**
   * The parcours of one person. Where they may not overlap, the place that each would take is judged with those that the
   * log and the rows give the others, whichever of both says when one began or ended.
   */
  private parcoursOf(owner: Uuid | null, own: readonly OwnRows[]): readonly DecidedParcours[] {
    const { context, unit } = this;
    const { territory } = context;
    if (owner === null || context.policies.overlap === 'flag') return own.map((one) => this.decideOne(one));
    const held = slotsIn(unit.people.get(owner) ?? []);
    let slots = held.filter((slot) => !isUndone(slot, unit.parcours.get(slot.parcoursId) ?? []));
    const decided: DecidedParcours[] = [];
    const takes = (one: DecidedParcours, mayOverlap = false): boolean => {
      const wanted = wantedSlot(one.parcours, one.draft);
      const place = wanted === null ? null : slotAt(wanted, territory);
      if (place !== null && !mayOverlap && gainsOverlap(slots, place)) return false;
      if (place !== null) slots = [...slots.filter(({ parcoursId }) => parcoursId !== place.parcoursId), place];
      decided.push(one);
      return true;
    };
    let waiting: readonly OwnRows[] = own.toSorted((a, b) => compareDays(entryDay(a, slots), entryDay(b, slots)));
    // One may have to wait for another that leaves its place, or moves out of its way.
    for (let progress = true; progress && waiting.length > 0;) {
      const left = waiting.filter((one) => !takes(this.decideOne(one)));
      progress = left.length < waiting.length;
      waiting = left;
    }
    for (const one of waiting) {
      MOVERS.some((types, index) => takes(this.decideOne(one, types), index === MOVERS.length - 1));
    }
    return decided;
  }

  /** @param overlapping types of entries that would make it overlap another */
  private decideOne(one: OwnRows, overlapping: ReadonlySet<string> = new Set()): DecidedParcours {
    const { parcours, entries, rows } = one;
    const entrant = this.entrantOf(one);
    const bars = new Map<string, Anomaly>([...overlapping].map((type) => [type, 'overlap-refused']));
    if (this.isTooYoung(rows, entrant)) bars.set('ParcoursOpened', 'under-minimum-age');
    return decideParcoursRows(
      { parcours, entries, known: this.unit.known, rows, entrant, barred: bars, isKnownLine: this.isKnownLine },
      this.context,
    );
  }

  private isTooYoung(rows: readonly MappedStep[], entrant: Entrant | null): boolean {
    if (this.context.policies.minimumAgePolicy === 'flag' || entrant === null) return false;
    const opening = rows.find(({ type }) => type === 'ParcoursOpened');
    return opening !== undefined && ageClass(entrant.birthDate, opening.occurredOn, this.context) === 'under-minimum';
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

function placeOf(row: RowOrigin): string {
  return `${lineOf(row)}/${row.record}`;
}

function firstOf(meetings: readonly FirstMeeting[]): FirstMeeting | null {
  const days = ({ occurredOn, knownOn }: FirstMeeting) => `${occurredOn} ${knownOn ?? occurredOn}`;
  return meetings.toSorted((a, b) => (days(a) < days(b) ? -1 : 1))[0] ?? null;
}

/** When a parcours begins: by its row, or by the log; before all others where neither says. */
function entryDay({ parcours, rows }: OwnRows, slots: readonly Slot[]): string {
  const opening = rows.find(({ type }) => type === 'ParcoursOpened');
  return opening?.occurredOn ?? slots.find(({ parcoursId }) => parcoursId === parcours)?.from ?? '';
}

function compareDays(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
