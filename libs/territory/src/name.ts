import { invalidField } from '@jalons/kernel';

/** The name of a body or a place as it is kept: trimmed, 1 to 200 characters. */
export function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length === 0 || trimmed.length > 200) {
    throw invalidField('/name', 'name-length', 'Indiquez un nom de 1 à 200 caractères.');
  }
  return trimmed;
}
