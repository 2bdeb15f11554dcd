import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@jalons/kernel';
import { parseProfile } from './load-profile.js';
import type { Profile } from './profile.js';

/** The format of this product for people and steps: docs/reference/import-format.md. */
export function ownFormat(): Profile {
  return parseProfile(readFileSync(join(projectRoot(), 'libs', 'import', 'formats', 'jalons.json'), 'utf8'));
}
