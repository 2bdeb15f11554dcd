import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFormat, prepareFiles } from '@jalons/import';
import { addDays, dateAt, startOfDay, type CivilDate, type Uuid } from '@jalons/kernel';
import { administrate, withImports, withRisks, type AdministrationOptions, type Configuration } from '@jalons/runtime';
import { csvOf, type InventedFiles } from './invented-files.js';
import { STRUCTURES } from './invented-parcours.js';
import { PEOPLE_COLUMNS, personRow, STEP_COLUMNS, stepRows } from './invented-rows.js';
import { foundTerritory } from './team.js';

/** Whatever holidays it holds, a fortnight has the five working days after which an alert goes up. */
const RAISED_DAYS_AGO = 14;
const ENTERED_DAYS_AGO = 300;
/** Long silence (R1b) waits 120 days. */
const LAST_MET_DAYS_AGO = 200;

/** Somebody of whom nothing was heard for long, in two files of our own import format. */
function forgottenFiles(today: CivilDate): InventedFiles {
  const [enteredOn, metOn] = [addDays(today, -ENTERED_DAYS_AGO), addDays(today, -LAST_MET_DAYS_AGO)];
  const person = {
    ...({ id: 'D0000', givenName: 'Ghislaine', familyName: 'Exemple 0', sex: 'F', quartier: 'papus' } as const),
    birthDate: addDays(today, -30 * 365),
  };
  const steps = [enteredOn, metOn].map((on, index) => ({
    ...{ étape: 'Contact', identifiant: String(index + 1), date: on, 'connue le': on, canal: 'phone', joint: 'oui' },
  }));
  const parcours = { structure: STRUCTURES[0], enteredOn, channel: 'walk-in', steps };
  return {
    people: csvOf(PEOPLE_COLUMNS, [personRow(person, parcours, person.id)]),
    steps: csvOf(STEP_COLUMNS, stepRows(parcours, person.id)),
  };
}

/**
 * An alert of a fortnight ago that nobody looked at, before the product is started: what it would have raised then, and
 * sends to the coordinator once it runs. Founds the territory of the demonstration, and answers its id.
 */
export async function forgetSomebody(
  configuration: Configuration,
  options: AdministrationOptions,
  { folder, zone }: { readonly folder: string; readonly zone: string },
): Promise<Uuid> {
  const today = dateAt(Date.now(), zone);
  const files = writtenFiles(folder, 'avant', forgottenFiles(today));
  const prepared = await prepareFiles(files, ownFormat());
  // Everything within one opening of the data folder, which each of the others finds open.
  return withImports(configuration, options, async (imports) => {
    const territory = await administrate(configuration, options, foundTerritory);
    await imports.run({ prepared, territory, dryRun: false });
    const then = startOfDay(addDays(today, -RAISED_DAYS_AGO), zone);
    await withRisks(configuration, options.onMessage, (risks) => risks.review(then));
    return territory;
  });
}

/** The two files in a folder, named by what they are of. */
export function writtenFiles(
  folder: string,
  name: string,
  { people, steps }: InventedFiles,
): readonly [string, string] {
  const files = [join(folder, `${name}-personnes.csv`), join(folder, `${name}-étapes.csv`)] as const;
  writeFileSync(files[0], people);
  writeFileSync(files[1], steps);
  return files;
}
