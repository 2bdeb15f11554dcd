export const reports = {
  'nav.reports': 'Reports',
  'reports.title': 'Published reports',
  'reports.none': 'No report is published for now.',
  'reports.lead':
    'Those that the coordination publishes for your committee will appear here. Cases and working figures are not open to you.',
  'reports.forbidden': 'This page is for the committees. Ask the administrator of the installation for access.',
  'reports.noMandate': 'You have no mandate today',
  'reports.askMandate':
    'A mandate says what you may open, and for which structure. Ask the administrator of the installation for one.',
} as const;
