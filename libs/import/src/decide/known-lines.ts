import type { DomainEvent, LifeEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { MappedPerson, MappedStep, RowOrigin } from '../rows/mapped-row.js';
import { grouped } from './grouped.js';
import { rowState, type KnownVersions, type StreamEvent } from './row-versions.js';

type Streams = ReadonlyMap<Uuid, readonly LifeEvent<DomainEvent>[]>;

/** The rows of a unit, with what stood in its streams before this import. */
export interface LinesOf {
  readonly persons: readonly MappedPerson[];
  readonly steps: readonly MappedStep[];
  readonly people: Streams;
  readonly parcours: Streams;
  readonly known: KnownVersions;
}

/**
 * Says whether an earlier import of this source brought anything of the line of a row: then what the line says for the
 * first time changes it (domain.md § 2), though each entry is a row of its own.
 * @param importId the import that decides
 */
export function linesKnownBefore(unit: LinesOf, importId: Uuid): (row: RowOrigin) => boolean {
  const found = new Map<string, boolean>();
  let rows: ReadonlyMap<string, readonly (MappedPerson | MappedStep)[]> | undefined;
  const isKnown = (row: MappedPerson | MappedStep) => {
    const keys = row.of === 'step' ? [row] : [row, ...row.identifiers, ...row.criteria];
    const events = (row.of === 'step' ? unit.parcours.get(row.parcours) : unit.people.get(row.person)) ?? [];
    return keys.some(({ row: key }) => wasKnown(events, unit.known.get(key) ?? [], importId));
  };
  return (row) => {
    // The first import of a source knows no row at all.
    if (unit.known.size === 0) return false;
    const line = lineOf(row);
    rows ??= grouped([...unit.persons, ...unit.steps], lineOf);
    const known = found.get(line) ?? rows.get(line)?.some(isKnown) ?? false;
    found.set(line, known);
    return known;
  };
}

/** The line of a row, among those of an import. */
export function lineOf({ table, line }: RowOrigin): string {
  return `${table}/${line}`;
}

/** Whether an entry of an earlier import stood for a row; one that this import replaced, before it was cut short, did. */
function wasKnown(events: readonly StreamEvent[], versions: Parameters<typeof rowState>[1], importId: Uuid): boolean {
  const state = rowState(events, versions);
  if (state.kind !== 'in-force') return state.kind === 'voided-by-hand';
  const entry = events.find(({ eventId }) => eventId === state.eventId);
  return entry?.importId !== importId || entry.corrects !== undefined;
}
