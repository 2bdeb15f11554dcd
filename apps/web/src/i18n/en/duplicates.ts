export const duplicates = {
  'duplicates.title': 'Possible duplicates',
  'duplicates.lead':
    'Two records seem to be the same person. Until somebody answers, their steps are spread over the two.',
  'duplicates.forbidden':
    'Duplicates are settled by the structures that follow people and by the coordination. Ask the manager of your structure for access.',
  'duplicates.none': 'There is no duplicate to look at.',
  'duplicates.line': 'Some records seem to be the same person.',
  'duplicates.go': 'Look at possible duplicates',
  'duplicates.because.name-and-birth-date': 'Same name and date of birth',
  'duplicates.because.identifier': 'Same identifier in an import',
  'duplicates.because.operator': 'Told by a professional',
  'duplicates.elsewhere': 'A person followed elsewhere',
  'duplicates.closed': 'Both records must be seen to answer, and this is not open to you:',
  'duplicates.byCoordination':
    'Your structure does not follow both records. If it is the same person, the coordination merges them: it sees this line.',
  'duplicates.numbered': '{name} (record {number})',
  'duplicates.same': 'Is it the same person?',
  'duplicates.yes': 'Yes, the same',
  'duplicates.no': 'No, two people',
  'duplicates.kept': 'Which record stays?',
  'duplicates.keptHelp':
    'Its name and contacts hold for both. Nothing is lost, and the records can be parted at any time.',
  'duplicates.merge': 'Merge the two records',
  'duplicates.mergeSure': 'Yes, merge the two records',
  'duplicates.merged': 'The two records are merged under that of {name}.',
  'duplicates.why': 'Why?',
  'duplicates.different': 'two different people',
  'duplicates.tellApart': 'Keep the two records',
  'duplicates.toldApart': 'They are two people: their records stay apart.',
  'duplicates.records': 'Merged records',
  'duplicates.part': 'Part record {number}',
};
