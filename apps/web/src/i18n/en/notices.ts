export const notices = {
  'notices.title': 'People to inform',
  'notices.lead':
    'Tell each person what we keep about them, why, and what their rights are. Then note here that it is done.',
  'notices.forbidden': 'This list is for those who follow people. Ask the manager of your structure for access.',
  'notices.count': '{count, plural, one {# person} other {# people}} to inform',
  'notices.countMore': '{count, plural, one {# person} other {# people}} or more to inform',
  'notices.late': '{count} late',
  'notices.lateMore': '{count} or more late',
  'notices.by': 'to inform by {date}',
  'notices.today': 'to inform today',
  'notices.since.13': 'Registered on {date}: they gave this information themselves (article 13 of the GDPR)',
  'notices.since.14': 'Known since {date} from a partner or a file (article 14 of the GDPR)',
  'notices.note': 'Note the information given to {name}',
  'notices.done': '{name} has been informed.',
  'notices.none': 'Nobody is waiting to be informed: all is noted.',
  'new.means': 'How did you inform them?',
  'new.meansHelp': 'Of what we keep about them, why, and of their rights. The law asks for it on the very day.',
  'new.means.notYet': 'Not yet',
  'new.informing': 'Informing them',
  'new.notNoted':
    'The person is registered and their parcours is open. What remains is to note that you informed them, which was not saved: {reason}',
  'new.noteIt': 'See the people to inform',
} as const;
