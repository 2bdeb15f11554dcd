export type UnsubscribeStep = 'ask' | 'done' | 'unknown';

const TEXTS: Readonly<Record<UnsubscribeStep, { readonly title: string; readonly body: string }>> = {
  ask: {
    title: 'Ne plus recevoir les courriels de Jalons',
    body: [
      '<p>Les récapitulatifs d’alertes ne vous seront plus envoyés. Les alertes restent dans Jalons.</p>',
      '<form method="post"><button type="submit">Ne plus recevoir ces courriels</button></form>',
    ].join('\n'),
  },
  done: {
    title: 'C’est noté',
    body: '<p>Vous ne recevrez plus ces courriels. Pour les recevoir de nouveau, changez ce choix dans Jalons.</p>',
  },
  unknown: {
    title: 'Ce lien n’est pas valable',
    body: '<p>Ouvrez-le depuis le courriel, en entier, ou changez ce choix dans Jalons.</p>',
  },
};

/** A page without script nor style: it works in whatever opens a link of a mail, and loads nothing. */
export function unsubscribePage(step: UnsubscribeStep): string {
  const { title, body } = TEXTS[step];
  return [
    '<!doctype html>',
    '<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta name="color-scheme" content="light dark"><title>${title} – Jalons</title></head>`,
    `<body><main><h1>${title}</h1>`,
    body,
    '</main></body></html>',
    '',
  ].join('\n');
}
