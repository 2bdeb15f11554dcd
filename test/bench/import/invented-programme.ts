import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { addDays, civilDateOf, daysBetween, type CivilDate } from '@jalons/kernel';
import { Chance } from '../../../apps/cli/src/demo/chance.js';
import {
  inventKnownOn,
  inventParcours,
  type InventedParcours,
  type Row,
} from '../../../apps/cli/src/demo/invented-parcours.js';
import { inventPerson } from '../../../apps/cli/src/demo/invented-people.js';
import {
  csvHead,
  csvLine,
  PEOPLE_COLUMNS,
  personRow,
  STEP_COLUMNS,
  stepRows,
} from '../../../apps/cli/src/demo/invented-rows.js';

/** The last day that anything of the programme tells. */
export const LAST_DAY = civilDateOf('2024-12-31');
export const FIRST_DAY = civilDateOf('2015-01-01');

/** Of a hundred people, how many have a second parcours; of a hundred entries, how many are late or corrected. */
const [SECOND, LATE, CORRECTED] = [0.3, 0.2, 0.1];
/** Contacts alone are corrected among the steps, of which they are half: so one row in ten, all in all. */
const CORRECTED_CONTACTS = 2 * CORRECTED;
/** Within so many days before its last one a parcours begins. */
const HISTORY = { days: 330, lateShare: LATE };
const REASONS = ['abandonment', 'moved', 'unknown', 'unreachable', 'reoriented'];
const CHANNELS = ['phone', 'in-person', 'sms', 'email'];

/** What was written, and where. */
export interface ProgrammeFiles {
  /** To be imported together, first. */
  readonly first: readonly string[];
  /** Rows of the first ones that say something else now: each voids an entry and replaces it. */
  readonly corrections: readonly string[];
  readonly rows: number;
  readonly correctedRows: number;
  readonly people: number;
  readonly parcours: number;
}

/**
 * Writes ten years of a programme in our own format, of any size in little memory: the invention of the demonstration,
 * spread over the years, with later parcours of the same people, late entries, and corrections in files of their own.
 * The same seed gives the same bytes.
 */
export async function writeProgramme(folder: string, parcours: number, seed = 7): Promise<ProgrammeFiles> {
  const files = {
    people: new CsvFile(join(folder, 'personnes.csv'), PEOPLE_COLUMNS),
    steps: new CsvFile(join(folder, 'étapes.csv'), STEP_COLUMNS),
    peopleAgain: new CsvFile(join(folder, 'personnes-corrigées.csv'), PEOPLE_COLUMNS),
    stepsAgain: new CsvFile(join(folder, 'étapes-corrigées.csv'), STEP_COLUMNS),
  };
  let people = 0;
  for (let written = 0; written < parcours; people += 1) {
    const chance = new Chance(Math.imul(people + 1, 0x9e3779b1) ^ seed);
    const person = inventPerson(chance, people + 1, LAST_DAY);
    for (const [index, told] of inventLife(chance)
      .slice(0, parcours - written)
      .entries()) {
      const id = index === 0 ? person.id : `${person.id}/${index + 1}`;
      const row = personRow(person, told, id);
      await files.people.write(row);
      if (chance.happens(CORRECTED)) await files.peopleAgain.write(otherwise(chance, row));
      for (const step of stepRows(told, id)) {
        await files.steps.write(step);
        // Of steps a contact can be told otherwise without any other of them.
        if (step['étape'] === 'Contact' && chance.happens(CORRECTED_CONTACTS)) {
          await files.stepsAgain.write({ ...step, canal: other(chance, CHANNELS, step['canal']!) });
        }
      }
      written += 1;
    }
  }
  await Promise.all(Object.values(files).map((file) => file.end()));
  const [first, corrections] = [
    [files.people, files.steps],
    [files.peopleAgain, files.stepsAgain],
  ];
  const rowsOf = (some: readonly CsvFile[]) => some.reduce((sum, { rows }) => sum + rows, 0);
  return {
    first: first.map(({ path }) => path),
    corrections: corrections.map(({ path }) => path),
    ...{ rows: rowsOf(first), correctedRows: rowsOf(corrections), people, parcours },
  };
}

/** One or two parcours of one person, the second after the first. */
function inventLife(chance: Chance): readonly InventedParcours[] {
  const lastDay = addDays(FIRST_DAY, chance.between(60, daysBetween(FIRST_DAY, LAST_DAY)));
  const first = ended(chance, inventParcours(chance, lastDay, HISTORY), lastDay);
  const left = daysBetween(lastDay, LAST_DAY);
  if (!chance.happens(SECOND) || left < 120) return [first];
  const again = addDays(lastDay, chance.between(60, left));
  const days = Math.min(HISTORY.days, daysBetween(lastDay, again) - 1);
  return [first, ended(chance, inventParcours(chance, again, { ...HISTORY, days }), again)];
}

/** A parcours of earlier years that nothing ended ends with its last day. */
function ended(chance: Chance, told: InventedParcours, lastDay: CivilDate): InventedParcours {
  if (told.exit !== undefined || lastDay > addDays(LAST_DAY, -HISTORY.days)) return told;
  const knownOn = inventKnownOn(chance, lastDay, LATE);
  return { ...told, exit: { on: lastDay, knownOn, reason: chance.pick(REASONS) } };
}

/** The same row, whose exit or entry is told in another way. */
function otherwise(chance: Chance, row: Row): Row {
  if (row['motif de sortie'] === undefined)
    return { ...row, "canal d'entrée": other(chance, ['walk-in', 'outreach'], row["canal d'entrée"]!) };
  const { 'contrat de sortie': _contract, 'début du contrat': _start, ...exited } = row;
  return { ...exited, 'motif de sortie': other(chance, REASONS, row['motif de sortie']) };
}

function other(chance: Chance, all: readonly string[], than: string): string {
  return chance.pick(all.filter((each) => each !== than));
}

/** A file written row by row, no faster than the disk takes it. */
class CsvFile {
  rows = 0;
  private readonly stream;

  constructor(
    readonly path: string,
    private readonly columns: readonly string[],
  ) {
    this.stream = createWriteStream(path);
    this.stream.write(csvHead(columns));
  }

  async write(row: Row): Promise<void> {
    this.rows += 1;
    if (!this.stream.write(csvLine(this.columns, row))) await once(this.stream, 'drain');
  }

  async end(): Promise<void> {
    this.stream.end();
    await once(this.stream, 'close');
  }
}
