import { overlappingSlots, type BeneficiaryEvent, type Slot } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { parcoursLife, type ParcoursEntries } from '@jalons/parcours';
import type { Anomaly } from '../profile/profile.js';
import type { MappedPerson, MappedStep } from '../rows/mapped-row.js';
import type { DecideContext } from './decide-context.js';
import { grouped } from './grouped.js';
import { ageClass, type Entrant } from './opening.js';
import type { RowOutcome } from './outcomes.js';
import { decideParcoursRows, type DecidedParcours } from './parcours-rows.decider.js';
import {
  decidePersonRows,
  readPersonRows,
  type DecidedPerson,
  type FirstMeeting,
  type PersonRows,
} from './person-rows.decider.js';
import type { KnownVersions } from './row-versions.js';
import { slotsIn, wantedSlot, type WantedSlot } from './slot-keeping.js';

/** All that an import says of one person, with the streams that it concerns. */
export interface Unit {
  /** Null where rows name a parcours alone, and the log does not know it. */
  readonly person: Uuid | null;
  /** Whose stream new parcours are kept in: herself, or who survived her in a merge. */
  readonly survivor: Uuid | null;
  readonly persons: readonly MappedPerson[];
  readonly steps: readonly MappedStep[];
  /** Stored events of each person concerned: herself, her survivor, the beneficiaries of the parcours. */
  readonly people: ReadonlyMap<Uuid, readonly StoredEvent<BeneficiaryEvent>[]>;
  readonly parcours: ReadonlyMap<Uuid, ParcoursEntries>;
  readonly known: KnownVersions;
  /** People whose names and birth date are like hers. */
  readonly alike: readonly Uuid[];
}

export interface DecidedUnit {
  readonly people: readonly DecidedPerson[];
  readonly parcours: readonly DecidedParcours[];
  readonly outcomes: readonly RowOutcome[];
}

/** Decides on all that an import says of one person: her parcours first, then what her own stream keeps of them. */
export function decideUnit(unit: Unit, context: DecideContext): DecidedUnit {
  const person = unit.survivor ?? unit.person;
  const ownRows: PersonRows | null =
    unit.person === null
      ? null
      : {
          ...{ person: unit.person, rows: unit.persons, known: unit.known, alike: unit.alike },
          entries: unit.people.get(unit.person) ?? [],
        };
  const known = ownRows === null ? null : readPersonRows(ownRows, context);
  const entrant: Entrant | null =
    person === null || known === null
      ? null
      : {
          ...{ person, residence: known.data.residence },
          ...(known.data.birthDate !== undefined && { birthDate: known.data.birthDate }),
        };
  const rows = grouped(unit.steps, ({ parcours }) => parcours);
  const barred = barredParcours(unit, rows, entrant, context);
  const decided = [...rows].map(([parcours, own]) => {
    const entries = unit.parcours.get(parcours) ?? [];
    const bar = barred.get(parcours);
    return decideParcoursRows(
      { parcours, entries, known: unit.known, rows: own, entrant, ...(bar !== undefined && { barred: bar }) },
      context,
    );
  });
  const people = peopleOf(unit, ownRows, known, decided, context);
  const outcomes = [...people.flatMap((one) => one.outcomes), ...decided.flatMap((one) => one.outcomes)];
  return { people, parcours: decided, outcomes: withPersonFlags(outcomes, unit, entrant, people, context) };
}

/** What each stream of a person keeps of the parcours that are hers. */
function peopleOf(
  unit: Unit,
  ownRows: PersonRows | null,
  known: ReturnType<typeof readPersonRows> | null,
  decided: readonly DecidedParcours[],
  context: DecideContext,
): readonly DecidedPerson[] {
  const slots = new Map<Uuid, WantedSlot[]>();
  const meetings: FirstMeeting[] = [];
  for (const { parcours, draft } of decided) {
    const slot = wantedSlot(parcours, draft);
    const opening = parcoursLife(draft.events).steps.find((event) => event.type === 'ParcoursOpened');
    if (slot === null || opening?.type !== 'ParcoursOpened') continue;
    const { beneficiaryId } = opening.data;
    slots.set(beneficiaryId, [...(slots.get(beneficiaryId) ?? []), slot]);
    meetings.push({ occurredOn: slot.from, ...(opening.knownOn !== undefined && { knownOn: opening.knownOn }) });
  }
  const owners = new Set([...slots.keys(), ...(ownRows === null ? [] : [ownRows.person])]);
  return [...owners].map((person) => {
    const own = slots.get(person) ?? [];
    if (ownRows !== null && known !== null && person === ownRows.person) {
      return decidePersonRows(ownRows, known, firstOf(meetings), own, context);
    }
    const entries = unit.people.get(person) ?? [];
    const other: PersonRows = { person, entries, known: new Map(), rows: [], alike: [] };
    return decidePersonRows(other, readPersonRows(other, context), null, own, context);
  });
}

function firstOf(meetings: readonly FirstMeeting[]): FirstMeeting | null {
  const days = ({ occurredOn, knownOn }: FirstMeeting) => `${occurredOn} ${knownOn ?? occurredOn}`;
  return meetings.toSorted((a, b) => (days(a) < days(b) ? -1 : 1))[0] ?? null;
}

/** New parcours that policy refuses: a second one open at once, or somebody too young. */
function barredParcours(
  unit: Unit,
  rows: ReadonlyMap<Uuid, readonly MappedStep[]>,
  entrant: Entrant | null,
  context: DecideContext,
): ReadonlyMap<Uuid, Anomaly> {
  const { overlap, minimumAgePolicy } = context.policies;
  const barred = new Map<Uuid, Anomaly>();
  if (entrant === null || (overlap === 'flag' && minimumAgePolicy === 'flag')) return barred;
  const entering = [...rows]
    .flatMap(([parcours, own]) => {
      const opening = own.find(({ type }) => type === 'ParcoursOpened');
      return opening === undefined
        ? []
        : [{ parcours, from: opening.occurredOn, to: exitDay(own), opening: opening.row }];
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
  let slots: readonly Slot[] = slotsIn(unit.people.get(entrant.person) ?? []);
  for (const { parcours, from, to, opening } of entering) {
    if (minimumAgePolicy === 'refuse' && ageClass(entrant.birthDate, from, context) === 'under-minimum') {
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

function exitDay(rows: readonly MappedStep[]): CivilDate | null {
  const days = rows.filter(({ type }) => type === 'ParcoursExited').map(({ occurredOn }) => occurredOn);
  return days.toSorted()[0] ?? null;
}

/** Flags that need the person: overlapping parcours, ages. */
function withPersonFlags(
  outcomes: readonly RowOutcome[],
  unit: Unit,
  entrant: Entrant | null,
  people: readonly DecidedPerson[],
  context: DecideContext,
): readonly RowOutcome[] {
  const overlapping = new Set(
    people
      .flatMap(({ draft }) => overlappingSlots(slotsIn(draft.events), context.territory))
      .map(({ parcoursId }) => parcoursId),
  );
  const openings = new Map(
    unit.steps
      .filter(({ type }) => type === 'ParcoursOpened')
      .map((row) => [`${row.table}/${row.line}/${row.record}`, row] as const),
  );
  return outcomes.map((outcome) => {
    const { table, line, record } = outcome.origin;
    const opening = openings.get(`${table}/${line}/${record}`);
    if (opening === undefined || !['imported', 'changed', 'unchanged'].includes(outcome.disposition)) return outcome;
    const flags = [...outcome.flags];
    if (overlapping.has(opening.parcours)) flags.push('overlap');
    const birthDate = entrant?.birthDate;
    if (birthDate !== undefined && opening.occurredOn < birthDate) flags.push('entry-before-birth');
    if (ageClass(birthDate, opening.occurredOn, context) === 'under-minimum') flags.push('under-minimum-age');
    return { ...outcome, flags };
  });
}
