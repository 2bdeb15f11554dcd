import { derivedId, type Uuid } from '@jalons/kernel';

/** The territory of the first run: one for the installation, so that of two first runs the log refuses the second. */
export function firstTerritoryId(idSecret: Uint8Array): Uuid {
  return derivedId(idSecret, 'first-run', 'territory');
}
