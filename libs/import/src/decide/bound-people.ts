import { processingRestricted, sharingStopped, type PersonState } from '@jalons/beneficiaries';
import type { Uuid } from '@jalons/kernel';
import type { MappedPerson, MappedStep } from '../rows/mapped-row.js';
import type { DecideContext } from './decide-context.js';
import { outside, type RowOutcome } from './outcomes.js';
import { decideUnit, type DecidedUnit, type Unit } from './unit.decider.js';

/** What a person asked for, or the dpo decided, that stops rows on her: the anomaly of these. */
export type Binding = 'processing-restricted' | 'sharing-stopped';

/** Those of some people who are bound, in whichever of their records that was said. */
export type BoundPeople = ReadonlyMap<Uuid, Binding>;

/** @param state of the whole case, where her records were merged */
export function bindingOf(state: PersonState): Binding | undefined {
  if (processingRestricted(state)) return 'processing-restricted';
  return sharingStopped(state) ? 'sharing-stopped' : undefined;
}

/**
 * Decides on a unit, and sets aside what hand entry refuses (security.md § 3): while processing is restricted, whatever
 * would be written of her; while she objects to sharing, what tells somebody new of her. A changed row is no exception:
 * what is contested is mended by somebody who decides on it, not by whatever a source says this month. Rows that write
 * nothing are told as ever; what was set aside goes in with the next import, once that is lifted.
 */
export function decideUnitOf(bound: BoundPeople, unit: Unit, context: DecideContext): DecidedUnit {
  const aside: RowOutcome[] = [];
  let left = unit;
  // Without a row that is set aside, an earlier state of it, or a later row, may be the one that counts.
  for (;;) {
    const decided = decideUnit(left, context);
    if (bound.size === 0) return decided;
    const stopped = stoppedRows(bound, left, decided);
    if (stopped.size === 0) return { ...decided, outcomes: [...aside, ...decided.outcomes] };
    for (const [row, anomaly] of stopped) {
      aside.push(outside(row, anomaly, context.fateOf(row.record, anomaly), { flags: row.flags }));
    }
    const stays = (row: MappedPerson | MappedStep) => !stopped.has(row);
    left = { ...left, persons: left.persons.filter(stays), steps: left.steps.filter(stays) };
  }
}

type Stopped = ReadonlyMap<MappedPerson | MappedStep, Binding>;

/** Rows of bound people for which something would be written. */
function stoppedRows(bound: BoundPeople, unit: Unit, { people, parcours }: DecidedUnit): Stopped {
  const written = new Set([...people, ...parcours].flatMap(({ versions }) => versions.map(({ row }) => row)));
  const stopped = new Map<MappedPerson | MappedStep, Binding>();
  for (const row of unit.persons) {
    const own = [row, ...row.identifiers, ...row.criteria].map(({ row: key }) => key);
    const adds = own.some((key) => written.has(key));
    if (adds && bound.get(row.person) === 'processing-restricted') stopped.set(row, 'processing-restricted');
  }
  for (const row of unit.steps) {
    const binding = written.has(row.row) ? bindingOfStep(row, bound, unit) : undefined;
    if (binding !== undefined) stopped.set(row, binding);
  }
  return stopped;
}

function bindingOfStep(row: MappedStep, bound: BoundPeople, unit: Unit): Binding | undefined {
  const owner = ownerOf(row, unit);
  const binding = owner === null ? undefined : bound.get(owner);
  return binding === 'sharing-stopped' && !tellsSomebodyNew(row) ? undefined : binding;
}

/** Whose parcours a row is of: the log says, or the row that opens it. */
function ownerOf({ parcours, person }: MappedStep, { parcours: stored, steps, person: known }: Unit): Uuid | null {
  const opened = stored.get(parcours)?.find((event) => event.type === 'ParcoursOpened');
  if (opened?.type === 'ParcoursOpened') return opened.data.beneficiaryId;
  const opening = steps.find((step) => step.parcours === parcours && step.type === 'ParcoursOpened');
  return opening?.person ?? person ?? known;
}

/** What hand entry refuses of who objects to sharing: a structure that comes to read of her. */
function tellsSomebodyNew({ type, data }: MappedStep): boolean {
  if (type === 'OrientationProposed') return data['personAgreed'] === true;
  return ['OrientationAccepted', 'OrientationStarted', 'StructureJoined'].includes(type);
}
