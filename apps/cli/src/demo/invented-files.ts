import type { CivilDate } from '@jalons/kernel';
import { Chance } from './chance.js';
import { inventParcours, type Row } from './invented-parcours.js';
import { inventPerson } from './invented-people.js';
import { csvHead, csvLine, PEOPLE_COLUMNS, personRow, STEP_COLUMNS, stepRows } from './invented-rows.js';

/** The usual territory (architecture.md § 4). */
const PEOPLE = 400;

export interface InventedFiles {
  /** People with their entry and exit, as CSV. */
  readonly people: string;
  readonly steps: string;
}

/** The files of a demonstration, in our own import format; the same seed and day give the same bytes. */
export function inventFiles(seed: number, today: CivilDate, count = PEOPLE): InventedFiles {
  const chance = new Chance(seed);
  const people: Row[] = [];
  const steps: Row[] = [];
  for (let index = 1; index <= count; index += 1) {
    const person = inventPerson(chance, index, today);
    const parcours = inventParcours(chance, today);
    people.push(personRow(person, parcours, person.id));
    steps.push(...stepRows(parcours, person.id));
  }
  return { people: csvOf(PEOPLE_COLUMNS, people), steps: csvOf(STEP_COLUMNS, steps) };
}

/** A file of our own format: its head, then its rows. */
export function csvOf(columns: readonly string[], rows: readonly Row[]): string {
  return csvHead(columns) + rows.map((row) => csvLine(columns, row)).join('');
}
