import type { Me, Named, Service, ServicesAsked, Structure } from '../../api/contract.js';
import { t } from '../../i18n/index.js';

/** What an address asks of the directory; what was typed in the search is no part of it. */
export interface DirectorySearch {
  readonly droit?: 'commun' | undefined;
  /** Withdrawn services too. */
  readonly retires?: 'oui' | undefined;
  readonly structure?: string | undefined;
  readonly besoin?: string | undefined;
  readonly public?: string | undefined;
}

const CHOSEN = ['structure', 'besoin', 'public'] as const;
export type Chosen = (typeof CHOSEN)[number];

export function directorySearchOf(search: Record<string, unknown>): DirectorySearch {
  const chosen = CHOSEN.flatMap((name) => {
    const value = search[name];
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  return {
    ...(search['droit'] === 'commun' && { droit: 'commun' }),
    ...(search['retires'] === 'oui' && { retires: 'oui' }),
    ...Object.fromEntries(chosen),
  };
}

/** The same as the server is asked. */
export function askedOf(
  { droit, retires, structure, besoin, public: whom }: DirectorySearch,
  q: string,
): ServicesAsked {
  return {
    ...(q.trim() !== '' && { q: q.trim() }),
    ...(droit === 'commun' && { commonLaw: true }),
    ...(retires === 'oui' && { withdrawn: true }),
    ...(structure !== undefined && { structure }),
    ...(besoin !== undefined && { topic: besoin }),
    ...(whom !== undefined && { public: whom }),
  };
}

/** How many of the narrower filters are set: they are folded away otherwise. */
export function narrowed(search: DirectorySearch): number {
  return CHOSEN.filter((name) => search[name] !== undefined).length;
}

type Reader = Pick<Me, 'roles' | 'structures' | 'mandates'>;
type Kept = Pick<Service, 'structure' | 'territory'>;

/** Whether the reader may change a service: who manages its structure, or coordinates where it was listed. */
export function mayKeep(reader: Reader, { structure, territory }: Kept): boolean {
  const coordinates = reader.mandates.some((held) => held.role === 'coordinator' && held.territory === territory);
  return (
    (territory !== null && coordinates) || (reader.roles.includes('structure-manager') && belongs(reader, structure))
  );
}

/** Whether the reader may say that it is still so: those who keep it, and who works in its structure. */
export function mayConfirm(reader: Reader, service: Kept): boolean {
  return mayKeep(reader, service) || (reader.roles.includes('operator') && belongs(reader, service.structure));
}

/** The structures for which the reader may add a service; none where that is not theirs to do, or the name not to know. */
export function addableTo<Known extends Pick<Structure, 'id' | 'named'>>(
  reader: Reader,
  structures: readonly Known[],
): readonly Known[] {
  if (reader.roles.includes('coordinator')) return structures.filter(({ named }) => named);
  return reader.roles.includes('structure-manager') ? structures.filter(({ id }) => belongs(reader, id)) : [];
}

function belongs({ structures }: Pick<Me, 'structures'>, structure: string): boolean {
  return structures.includes(structure);
}

/** How many may still come; nothing where nobody said. */
export function placesWord({ placesOpen }: Pick<Service, 'placesOpen'>): string | undefined {
  return typeof placesOpen === 'number' ? t('directory.places', { count: placesOpen }) : undefined;
}

/** Structures to choose from, as a field takes them. */
export function named(things: readonly Named[]): { readonly value: string; readonly label: string }[] {
  return things.map(({ id, name }) => ({ value: id, label: name }));
}
