import { derivedId, type Uuid } from '@jalons/kernel';

/** The stream of the alerts of a parcours: derived from it, so that two reviews never raise side by side. */
export function alertIdOf(idSecret: Uint8Array, parcours: Uuid): Uuid {
  return derivedId(idSecret, 'alert', parcours);
}

/** The stream of what a version on trial would have raised. */
export function shadowAlertIdOf(idSecret: Uint8Array, parcours: Uuid, version: number): Uuid {
  return derivedId(idSecret, 'alert', parcours, `shadow-${version}`);
}
