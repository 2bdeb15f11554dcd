export const handover = {
  'handover.title': 'Hand over',
  'handover.lead':
    'For a leave, a departure or another way of sharing: your colleagues answer for the people you choose. Each path keeps the trace of the change.',
  'handover.forbidden': 'Handing over is for those who follow people. Ask the manager of your structure for access.',
  'handover.from': 'People followed by',
  'handover.mine': 'Mine',
  'handover.to': 'Who takes over?',
  'handover.on': 'From',
  'handover.casesLabel': 'People',
  'handover.cases': '{count, plural, one {# person} other {# people}}',
  'handover.chosen': '{chosen} of {count} are handed over',
  'handover.all': 'Choose all',
  'handover.none': 'Choose none',
  'handover.alone':
    'Nobody else follows people in your structure. For another structure, refer the person from their path.',
  'handover.empty': 'Nobody to hand over.',
  'handover.chooseOne': 'Choose one person at least.',
  'handover.tooMany': '{most} people at most at a time: do it in several times.',
  'handover.sentence':
    '{count, plural, =0 {Nobody is} one {One person is} other {# people are}} handed over to {name} on {date}.',
  'handover.submit': '{count, plural, =0 {Hand over} one {Hand over one person} other {Hand over # people}}',
  'handover.report': 'What was done',
  'handover.done': '{count, plural, =0 {Nobody was} one {One person was} other {# people were}} handed over to {name}.',
  'handover.left': '{count, plural, one {One person stays:} other {# people stay:}}',
  'handover.postponed': 'not done yet, the server did not answer',
  'handover.goOn': 'Do what is left',
  'handover.toFile': 'Back to my file',
} as const;
