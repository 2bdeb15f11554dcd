export const outbox = {
  'outbox.unsent': 'Not saved yet',
  'outbox.offline': 'Offline. What you type is kept here, and will be sent once the connection is back.',
  'outbox.offlineWaiting': 'Waiting for a connection ({count}): nothing is lost, nothing is saved yet.',
  'outbox.waiting': 'Not saved yet ({count}): trying again…',
  'outbox.see': 'See the path',
  'outbox.seeOutreach': 'See the encounters',
  'outbox.draft': 'Draft, not saved:',
  'outbox.refused': 'Refused:',
  'outbox.resume': 'Go on',
  'outbox.discard': 'Throw away',
  'outbox.dismiss': 'Seen',
  'outbox.taken': 'A first version, perhaps another one, is saved. Check it in the list:',
  'outbox.leaveSure':
    '{count, plural, one {One entry is} other {# entries are}} not saved. Signing out erases them: sure?',
  'save.mayClose': 'You may close this: it keeps being sent.',
} as const;
