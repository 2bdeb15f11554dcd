import type { Uuid } from './ids.js';

/** What a case is called by who may not know the person: « Dossier 7F3A90C1 ». */
export function caseNumberOf(parcours: Uuid): string {
  return `Dossier ${parcours.slice(-8).toUpperCase()}`;
}
