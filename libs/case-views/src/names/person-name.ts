import type { Uuid } from '@jalons/kernel';

/** A name on lists and headings: the given name and an initial, « Amina B. »; the whole name is asked for apart. */
export function displayNameOf(givenName: string | null, familyName: string | null): string {
  const initial = familyName === null ? '' : `${[...familyName][0]!.toLocaleUpperCase('fr')}.`;
  const shown = [givenName ?? '', initial].filter((part) => part !== '').join(' ');
  return shown === '' ? 'Personne sans nom' : shown;
}

/** What a case is called by who may not know the person. */
export function caseNumberOf(parcours: Uuid): string {
  return `Dossier ${parcours.slice(-8).toUpperCase()}`;
}
