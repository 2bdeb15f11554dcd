export const duplicates = {
  'duplicates.title': 'Doublons possibles',
  'duplicates.lead':
    'Deux fiches semblent dire la même personne. Tant que personne n’a répondu, ses étapes restent partagées entre les deux.',
  'duplicates.forbidden':
    'Les doublons sont rapprochés par les structures qui suivent les personnes, et par la coordination. Demandez l’accès au responsable de votre structure.',
  'duplicates.none': 'Aucun doublon n’est à examiner.',
  'duplicates.line': 'Des fiches semblent dire la même personne.',
  'duplicates.go': 'Examiner les doublons possibles',
  'duplicates.because.name-and-birth-date': 'Même nom et même date de naissance',
  'duplicates.because.identifier': 'Même identifiant dans un import',
  'duplicates.because.operator': 'Signalé par un professionnel',
  'duplicates.elsewhere': 'Une personne suivie ailleurs',
  'duplicates.closed': 'Il faut voir les deux fiches pour répondre, et ceci ne vous est pas ouvert :',
  'duplicates.byCoordination':
    'Votre structure ne suit pas les deux fiches. Si c’est la même personne, la coordination les réunit : elle voit cette ligne.',
  'duplicates.numbered': '{name} (fiche {number})',
  'duplicates.same': 'Est-ce la même personne ?',
  'duplicates.yes': 'Oui, la même',
  'duplicates.no': 'Non, deux personnes',
  'duplicates.kept': 'Quelle fiche garder ?',
  'duplicates.keptHelp':
    'Son nom et ses coordonnées valent pour les deux. Rien n’est perdu, et les fiches se séparent à tout moment.',
  'duplicates.merge': 'Réunir les deux fiches',
  'duplicates.mergeSure': 'Oui, réunir les deux fiches',
  'duplicates.merged': 'Les deux fiches sont réunies sous celle de {name}.',
  'duplicates.why': 'Pourquoi ?',
  'duplicates.different': 'deux personnes différentes',
  'duplicates.tellApart': 'Garder les deux fiches',
  'duplicates.toldApart': 'Ce sont deux personnes : leurs fiches restent séparées.',
  'duplicates.records': 'Fiches réunies',
  'duplicates.part': 'Séparer la fiche {number}',
} as const;
