import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@jalons/kernel';
import { calendarFile } from './calendar-file.js';
import { WorkingCalendar } from './working-calendar.js';

/** The calendar of a territory that names none. */
export const DEFAULT_CALENDAR = 'fr-metropole.v1';

/** Reads `libs/dropout-risk/calendars/<name>.json`; throws on a file that breaks the form. */
export function loadCalendar(name: string = DEFAULT_CALENDAR): WorkingCalendar {
  const text = readFileSync(join(projectRoot(), 'libs/dropout-risk/calendars', `${name}.json`), 'utf8');
  return new WorkingCalendar(calendarFile.parse(JSON.parse(text)));
}
