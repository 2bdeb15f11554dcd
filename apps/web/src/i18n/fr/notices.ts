export const notices = {
  'notices.title': 'Personnes à informer',
  'notices.lead':
    'Dites à chaque personne ce que nous gardons d’elle, pourquoi, et quels sont ses droits. Notez ensuite ici que c’est fait.',
  'notices.forbidden':
    'Cette liste est ouverte à qui suit des personnes. Demandez l’accès au responsable de votre structure.',
  'notices.count': '{count, plural, one {# personne} other {# personnes}} à informer',
  'notices.countMore': '{count, plural, one {# personne} other {# personnes}} ou plus à informer',
  'notices.late': '{count} en retard',
  'notices.lateMore': '{count} ou plus en retard',
  'notices.by': 'à informer au plus tard le {date}',
  'notices.today': 'à informer aujourd’hui',
  'notices.since.13': 'Inscrite le {date} : elle a donné ces informations elle-même (article 13 du RGPD)',
  'notices.since.14': 'Connue depuis le {date} par un partenaire ou un fichier (article 14 du RGPD)',
  'notices.note': 'Noter l’information donnée à {name}',
  'notices.done': '{name} est informée.',
  'notices.none': 'Personne n’attend d’être informé : tout est noté.',
  'new.means': 'Comment l’avez-vous informée ?',
  'new.meansHelp': 'De ce que nous gardons d’elle, pourquoi, et de ses droits. La loi le demande le jour même.',
  'new.means.notYet': 'Pas encore',
  'new.informing': 'Son information',
  'new.notNoted':
    'La personne est inscrite et son parcours est ouvert. Reste à noter que vous l’avez informée, ce qui n’a pas été enregistré : {reason}',
  'new.noteIt': 'Voir les personnes à informer',
} as const;
