import { addDays, type CivilDate } from '@jalons/kernel';
import type { Chance } from './chance.js';

/** Somebody who does not exist; nobody could take the family name for a person's. */
export interface InventedPerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
  readonly sex: 'F' | 'H';
  readonly quartier: string;
}

const GIVEN = {
  F: [
    'Amina',
    'Chloé',
    'Fatou',
    'Inès',
    'Jade',
    'Leïla',
    'Lina',
    'Maëlys',
    'Nadia',
    'Rosa',
    'Salma',
    'Yasmine',
    'Zélie',
  ],
  H: ['Adam', 'Bilal', 'Enzo', 'Farid', 'Hugo', 'Ibrahim', 'Karim', 'Lucas', 'Mehdi', 'Nassim', 'Omar', 'Tom', 'Yanis'],
} as const;
const FAMILY = ['Exemple', 'Modèle', 'Fictif', 'Imaginaire', 'Maquette', 'Esquisse', 'Prototype', 'Essai', 'Invention'];
const QUARTIERS = ['bellefontaine', 'la-reynerie', 'bagatelle', 'faourette', 'papus', 'tabar', 'bordelongue'];

const YOUNGEST_DAYS = 17 * 365;
const OLDEST_DAYS = 61 * 365;

/** The nth person of a demonstration. */
export function inventPerson(chance: Chance, index: number, today: CivilDate): InventedPerson {
  const sex = chance.happens(0.52) ? 'F' : 'H';
  return {
    id: `D${String(index).padStart(4, '0')}`,
    givenName: chance.pick(GIVEN[sex]),
    familyName: `${chance.pick(FAMILY)} ${index}`,
    birthDate: addDays(today, -chance.between(YOUNGEST_DAYS + 2 * 365, OLDEST_DAYS)),
    sex,
    quartier: chance.pick(QUARTIERS),
  };
}
