export const reports = {
  'nav.reports': 'Rapports',
  'reports.title': 'Rapports publiés',
  'reports.none': 'Aucun rapport n’est publié pour l’instant.',
  'reports.lead':
    'Ceux que la coordination publie pour votre comité paraîtront ici. Les dossiers et les chiffres de travail ne vous sont pas ouverts.',
  'reports.forbidden': 'Cette page est celle des comités. Demandez l’accès à l’administrateur de l’installation.',
  'reports.noMandate': 'Vous n’avez aucun mandat aujourd’hui',
  'reports.askMandate':
    'Un mandat dit ce que vous pouvez ouvrir, et pour quelle structure. Demandez-le à l’administrateur de l’installation.',
} as const;
