export const outbox = {
  'outbox.unsent': 'Pas encore enregistré',
  'outbox.offline': 'Hors connexion. Ce que vous saisissez est gardé ici, et partira au retour de la connexion.',
  'outbox.offlineWaiting': 'En attente de connexion ({count}) : rien n’est perdu, rien n’est encore enregistré.',
  'outbox.waiting': 'Pas encore enregistré ({count}) : nouvel essai…',
  'outbox.see': 'Voir le parcours',
  'outbox.seeOutreach': 'Voir les rencontres',
  'outbox.draft': 'Brouillon, pas enregistré :',
  'outbox.refused': 'Refusé :',
  'outbox.resume': 'Reprendre',
  'outbox.discard': 'Jeter',
  'outbox.dismiss': 'Vu',
  'outbox.taken': 'Un premier envoi, peut-être différent, est enregistré. À vérifier dans la liste :',
  'outbox.leaveSure':
    '{count, plural, one {Une saisie n’est pas enregistrée} other {# saisies ne sont pas enregistrées}}. Se déconnecter l’efface : sûr ?',
  'save.mayClose': 'Vous pouvez fermer : l’envoi continue.',
} as const;
