import { linkUrl, type IssuedLink } from '@jalons/identity';
import type { Instant, Uuid } from '@jalons/kernel';
import type { Administration } from '@jalons/runtime';
import type { Answer } from './user-action.js';

/** An instant as people of the zone read it. */
export function instantText(instant: Instant, zone: string): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(instant);
}

/** Shows a one-time link, this once. */
export function linkAnswer(professional: Uuid, { token, expiresAt }: IssuedLink, by: Administration): Answer {
  const link = linkUrl(by.origin, token);
  return {
    json: { professional, link, expiresAt: new Date(expiresAt).toISOString() },
    text: [
      `Professionnel ${professional}`,
      `Lien à remettre en main propre, valable une fois jusqu’au ${instantText(expiresAt, by.zone)} :`,
      `  ${link}`,
    ],
  };
}
