import type { Anomaly } from '../profile/profile.js';

/** What is wrong with a row, and the way out. */
const SENTENCES: Readonly<Record<Anomaly, string>> = {
  'cell-missing': 'cette cellule est vide, et la ligne en a besoin. Complétez-la.',
  'cell-not-a-date': 'cette date n’existe pas ou n’est pas écrite comme une date. Corrigez-la.',
  'cell-day-out-of-range': 'cette date n’est pas entre 1900 et 2199. Mettez la vraie date.',
  'cell-not-a-number': 'cette cellule doit être un nombre. Corrigez-la.',
  'cell-unknown-code': 'ce code n’est pas de ceux du profil. Corrigez-le, ou complétez le profil.',
  'cell-wrong-shape': 'cette cellule n’a pas la forme attendue. Corrigez-la.',
  'cell-refused': 'cette valeur est impossible. Corrigez-la.',
  'in-the-future': 'cette date est dans le futur. Corrigez-la.',
  'nir-forbidden': 'un numéro de sécurité sociale ne doit pas être importé. Retirez-le du fichier.',
  'row-cut': 'la ligne est coupée. Exportez le fichier à nouveau.',
  'row-too-long': 'la ligne a plus de cellules que le fichier n’a de colonnes. Vérifiez les séparateurs.',
  'too-many-rows':
    'trop de lignes pour une seule personne. La colonne prise pour son identifiant n’en est sans doute pas un.',
  'key-repeated': 'plusieurs lignes de même identifiant se contredisent. Gardez la bonne.',
  'without-opening': 'le parcours de cette ligne n’a pas d’entrée. Importez-la aussi.',
  'before-opening': 'la date précède l’entrée dans le parcours. Corrigez l’une des deux.',
  'after-exit': 'la date suit la sortie du parcours. Corrigez l’une des deux.',
  'second-exit': 'la sortie de ce parcours est déjà connue. La première reste.',
  contradiction: 'la ligne contredit ce qui est déjà enregistré. Corrigez-la, ou ce qui l’est.',
  'reference-unknown': 'l’étape dont celle-ci est la suite n’est pas connue. Importez-la aussi.',
  'overlap-refused': 'la personne a déjà un parcours ouvert à cette date. Corrigez les dates.',
  'under-minimum-age': 'la personne a moins que l’âge minimum du territoire.',
  'person-erased': 'personne effacée : plus rien ne peut être importé pour elle.',
  'parcours-of-another-person': 'ce parcours est celui d’une autre personne. Vérifiez les identifiants.',
  'structure-unknown': 'aucune structure de Jalons ne porte ce nom. Corrigez-le, ou faites-la inscrire.',
  'structure-not-yours': 'cette ligne est d’une autre structure que la vôtre. Retirez-la du fichier.',
  'corrected-by-hand': 'cette ligne a été corrigée dans Jalons depuis. La correction reste.',
  'row-not-understood':
    'Jalons n’a pas su comprendre cette ligne, et c’est un défaut de Jalons. Signalez-le à ses auteurs ; les autres lignes n’en dépendent pas.',
  'processing-restricted':
    'le traitement des données de cette personne est limité : rien n’est ajouté ni changé. Importez à nouveau après la levée.',
  'sharing-stopped':
    'cette personne s’oppose au partage de son dossier : personne d’autre n’en est informé. Importez à nouveau si elle y renonce.',
};

/** Notes on rows that are in the log. */
const NOTES: Readonly<Record<string, string>> = {
  overlap: 'le parcours en chevauche un autre de la même personne.',
  'entry-before-birth': 'l’entrée précède la naissance. Vérifiez les deux dates.',
  'under-minimum-age': 'la personne avait moins que l’âge minimum du territoire.',
  'before-opening': 'gardée comme antérieure au parcours.',
  'after-exit': 'gardée comme suivi après la sortie.',
  'code-not-listed': 'un code inconnu du profil est pris pour « inconnu ».',
  'without-name': 'le nom manque. Complétez la fiche.',
  'without-birth-date': 'la date de naissance manque. Complétez la fiche.',
  'duplicate-suspected':
    'même nom et même date de naissance qu’une personne déjà connue : à rapprocher, si c’est elle.',
  'kind-not-listed': 'le type de structure n’est pas de la liste : « autre » est pris à sa place.',
};

/** The French sentence of an anomaly, or of a note on a row that is in the log; the code of one that a profile made. */
export function anomalySentence({
  code,
  disposition,
}: {
  readonly code: string;
  readonly disposition: string;
}): string {
  const isOutside = ['quarantined', 'refused', 'ignored'].includes(disposition);
  const sentence = isOutside ? SENTENCES[code as Anomaly] : NOTES[code];
  return sentence ?? `signalée : ${code}.`;
}
