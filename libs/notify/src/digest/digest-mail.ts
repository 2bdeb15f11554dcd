import type { OutgoingMail } from '../mail/mailer.js';
import type { DigestContent } from './digest.js';

const WHY =
  'Ce message ne contient aucun nom : les dossiers se lisent dans Jalons, une fois connecté. Merci de ne pas y répondre.';

interface Addressed {
  readonly id: string;
  readonly to: string;
  readonly publicUrl: string;
  readonly unsubscribeUrl: string;
}

/** Writes a digest as text and as plain HTML, which say the same. */
export function digestMail(content: DigestContent, { id, to, publicUrl, unsubscribeUrl }: Addressed): OutgoingMail {
  const link = new URL(content.path, publicUrl).href;
  const parts = { content, link, unsubscribeUrl };
  return { id, to, subject: content.subject, text: asText(parts), html: asHtml(parts), unsubscribeUrl };
}

interface Parts {
  readonly content: DigestContent;
  readonly link: string;
  readonly unsubscribeUrl: string;
}

function asText({ content: { sections, rest }, link, unsubscribeUrl }: Parts): string {
  const told = sections.map(({ title, lines, more }) =>
    [title, ...lines.map((line) => `- ${line}`), ...(more === undefined ? [] : [more])].join('\n'),
  );
  return [
    'Bonjour,',
    ...told,
    ...(rest === undefined ? [] : [rest]),
    `Les voir dans Jalons : ${link}`,
    '--',
    WHY,
    `Ne plus recevoir ces messages : ${unsubscribeUrl}`,
    '',
  ].join('\n\n');
}

function asHtml({ content: { subject, sections, rest }, link, unsubscribeUrl }: Parts): string {
  const told = sections.map(
    ({ title, lines, more }) =>
      `<h2>${escaped(title)}</h2>\n<ul>\n${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}\n</ul>` +
      (more === undefined ? '' : `\n<p>${escaped(more)}</p>`),
  );
  return [
    '<!doctype html>',
    `<html lang="fr"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>`,
    '<p>Bonjour,</p>',
    ...told,
    ...(rest === undefined ? [] : [`<p>${escaped(rest)}</p>`]),
    `<p><a href="${escaped(link)}">Les voir dans Jalons</a></p>`,
    '<hr>',
    `<p>${WHY}</p>`,
    `<p><a href="${escaped(unsubscribeUrl)}">Ne plus recevoir ces messages</a></p>`,
    '</body></html>',
    '',
  ].join('\n');
}

/** For text and attributes of HTML. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
