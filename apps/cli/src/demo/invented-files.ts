import type { CivilDate } from '@jalons/kernel';
import { Chance } from './chance.js';
import { inventParcours, type Row } from './invented-parcours.js';
import { inventPerson } from './invented-people.js';

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
    people.push({
      ...{ personne: person.id, prénom: person.givenName, nom: person.familyName, sexe: person.sex },
      ...{ 'date de naissance': person.birthDate, qpv: 'Grand Mirail', quartier: person.quartier },
      ...{ structure: parcours.structure, entrée: parcours.enteredOn, "canal d'entrée": parcours.channel },
      ...(parcours.exit !== undefined && {
        ...{
          sortie: parcours.exit.on,
          'motif de sortie': parcours.exit.reason,
          'sortie connue le': parcours.exit.knownOn,
        },
        ...(parcours.exit.contract !== undefined && {
          ...{ 'contrat de sortie': 'permanent', 'début du contrat': parcours.exit.contract },
        }),
      }),
    });
    for (const row of parcours.steps) steps.push({ parcours: person.id, structure: parcours.structure, ...row });
  }
  return { people: csvOf(people), steps: csvOf(steps) };
}

function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[]) => cells.map((cell) => (/[;"\n]/.test(cell) ? quoted(cell) : cell)).join(';');
  return `${[line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))].join('\n')}\n`;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
