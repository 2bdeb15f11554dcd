import type { Catalogue } from '../fr/index.js';
import { admin } from './admin.js';
import { alerts } from './alerts.js';
import { common } from './common.js';
import { directory } from './directory.js';
import { duplicates } from './duplicates.js';
import { elevations } from './elevations.js';
import { notices } from './notices.js';
import { orientations } from './orientations.js';
import { outreach } from './outreach.js';
import { parcours } from './parcours.js';
import { people } from './people.js';
import { person } from './person.js';
import { pilotage } from './pilotage.js';
import { risk } from './risk.js';
import { privacy } from './privacy.js';
import { reports } from './reports.js';
import { rights } from './rights.js';
import { rules } from './rules.js';
import { steps } from './steps.js';
import { words } from './words.js';
import { handover } from './handover.js';
import { importing } from './import.js';
import { outbox } from './outbox.js';

export const en: Catalogue = {
  ...common,
  ...people,
  ...person,
  ...parcours,
  ...admin,
  ...pilotage,
  ...orientations,
  ...alerts,
  ...risk,
  ...privacy,
  ...reports,
  ...rights,
  ...notices,
  ...elevations,
  ...directory,
  ...outreach,
  ...duplicates,
  ...rules,
  ...steps,
  ...words,
  ...outbox,
  ...handover,
  ...importing,
};
