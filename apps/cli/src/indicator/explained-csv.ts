import type { CountedParcours, ListedVerdict } from '@jalons/indicators';
import { caseNumberOf } from '@jalons/kernel';

const VERDICTS: Readonly<Record<ListedVerdict, string>> = {
  numerator: 'compté',
  other: 'au dénominateur seul',
  unknown: 'motif inconnu',
  undetermined: 'contrat trop peu connu',
  reserved: 'motif réservé',
  withheld: 'hors numérateur, détail retenu',
  'left-out': 'non compté',
};

/** The parcours behind a figure, a line each: case number, ids, and what the definition makes of it. No text of anybody's. */
export function explainedCsv(listed: readonly CountedParcours[]): readonly string[] {
  return [
    'dossier;parcours;événement;verdict',
    ...listed.map(({ parcours, eventId, verdict }) =>
      [caseNumberOf(parcours), parcours, eventId, VERDICTS[verdict]].join(';'),
    ),
  ];
}
