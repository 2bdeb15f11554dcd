export const handover = {
  'handover.title': 'Passer la main',
  'handover.lead':
    'Pour un congé, un départ ou un nouveau partage : vos collègues deviennent référents des parcours choisis. Chaque parcours garde la trace du changement.',
  'handover.forbidden':
    'Passer la main est ouvert à qui suit des personnes. Demandez l’accès au responsable de votre structure.',
  'handover.from': 'Les parcours de',
  'handover.mine': 'Les miens',
  'handover.to': 'Qui prend la suite ?',
  'handover.on': 'À partir du',
  'handover.casesLabel': 'Parcours',
  'handover.cases': '{count, plural, one {# parcours} other {# parcours}}',
  'handover.chosen': '{chosen} sur {count} passent',
  'handover.all': 'Tout choisir',
  'handover.none': 'Ne rien choisir',
  'handover.alone':
    'Personne d’autre ne suit de personnes dans votre structure. Pour une autre structure, proposez une orientation depuis le parcours.',
  'handover.empty': 'Aucun parcours ouvert à passer.',
  'handover.chooseOne': 'Choisissez au moins un parcours.',
  'handover.tooMany': '{most} parcours au plus à la fois : faites-le en plusieurs fois.',
  'handover.sentence':
    '{count, plural, =0 {Aucun parcours ne passe} one {Un parcours passe} other {# parcours passent}} à {name} le {date}.',
  'handover.submit':
    '{count, plural, =0 {Passer la main} one {Passer la main pour un parcours} other {Passer la main pour # parcours}}',
  'handover.report': 'Ce qui a été fait',
  'handover.done':
    '{count, plural, =0 {Aucun parcours n’est passé} one {Un parcours est passé} other {# parcours sont passés}} à {name}.',
  'handover.left': '{count, plural, one {Un parcours reste :} other {# parcours restent :}}',
  'handover.postponed': 'pas encore fait, le serveur n’a pas répondu',
  'handover.goOn': 'Faire ce qui reste',
  'handover.toFile': 'Revenir à la file active',
  'handover.gone':
    '{name} a quitté {structure} : {count, plural, one {# parcours} other {# parcours}} à confier à quelqu’un d’autre',
  'handback.title': 'Parcours à rendre',
  'handback.lead':
    'Une structure qui ne siège plus ne suit plus personne : trouvez qui prend la suite, enregistrez la sortie ou quittez le parcours, et répondez aux orientations reçues.',
  'handback.ended': '{structure} ne siège plus depuis le {date}',
  'handback.refer': 'Trouver un autre référent',
  'handback.exit': 'Enregistrer la sortie',
  'handback.leave': 'Quitter le parcours',
  'handback.answer': 'Répondre à l’orientation',
  'handback.received': 'orientation de {from}, proposée le {date}',
  'handback.count': '{count, plural, one {# parcours} other {# parcours}} à rendre : votre structure ne siège plus',
  'handback.countMore': '{count} parcours ou plus à rendre : votre structure ne siège plus',
} as const;
