import type { InventedParcours, Row } from './invented-parcours.js';
import type { InventedPerson } from './invented-people.js';

/** Columns of the two files, in our own import format (docs/reference/import-format.md). */
export const PEOPLE_COLUMNS = [
  ...['personne', 'prénom', 'nom', 'sexe', 'date de naissance', 'qpv', 'quartier', 'structure', 'parcours', 'entrée'],
  ...["canal d'entrée", 'sortie', 'motif de sortie', 'sortie connue le', 'contrat de sortie', 'début du contrat'],
] as const;
export const STEP_COLUMNS = [
  ...[
    'parcours',
    'structure',
    'étape',
    'identifiant',
    'suite de',
    'date',
    'connue le',
    'situation',
    'nature',
    'besoin',
  ],
  ...[
    'thème',
    'bloquant',
    'canal',
    'joint',
    'vers',
    'dispositif',
    'droit commun',
    'accord',
    'par',
    'motif',
    'intitulé',
  ],
  ...['organisme', 'qualifiante', 'contrat', 'heures par semaine', 'employeur', 'signé le', 'fin prévue'],
] as const;

/** The row of somebody with one parcours: the entry and, where there is one, the exit. */
export function personRow(person: InventedPerson, parcours: InventedParcours, id: string): Row {
  const { structure, enteredOn, channel, exit } = parcours;
  return {
    ...{ personne: person.id, prénom: person.givenName, nom: person.familyName, sexe: person.sex },
    ...{ 'date de naissance': person.birthDate, qpv: 'Grand Mirail', quartier: person.quartier },
    ...{ structure, parcours: id, entrée: enteredOn, "canal d'entrée": channel },
    ...(exit !== undefined && {
      ...{ sortie: exit.on, 'motif de sortie': exit.reason, 'sortie connue le': exit.knownOn },
      ...(exit.contract !== undefined && { 'contrat de sortie': 'permanent', 'début du contrat': exit.contract }),
    }),
  };
}

/** The rows of the steps of one parcours. */
export function stepRows({ structure, steps }: InventedParcours, id: string): readonly Row[] {
  return steps.map((row) => ({ parcours: id, structure, ...row }));
}

/** One line of a file, its end included. */
export function csvLine(columns: readonly string[], row: Row): string {
  return `${columns.map((column) => cell(row[column] ?? '')).join(';')}\n`;
}

/** The first line of a file. */
export function csvHead(columns: readonly string[]): string {
  return `${columns.join(';')}\n`;
}

function cell(text: string): string {
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
