const NAMELESS = 'Personne sans nom';

/** The whole name, where it was asked for. */
export function fullNameOf(givenName: string | null, familyName: string | null): string {
  return joined([givenName, familyName]);
}

/** A name on lists and headings: the given name and an initial, « Amina B. »; the whole name is asked for apart. */
export function displayNameOf(givenName: string | null, familyName: string | null): string {
  return joined([givenName, familyName === null ? null : `${[...familyName][0]!.toLocaleUpperCase('fr')}.`]);
}

function joined(parts: readonly (string | null)[]): string {
  const shown = parts.filter((part) => part !== null && part !== '').join(' ');
  return shown === '' ? NAMELESS : shown;
}
