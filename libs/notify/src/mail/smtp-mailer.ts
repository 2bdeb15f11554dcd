import { DomainError } from '@jalons/kernel';
import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { Mailer, OutgoingMail } from './mailer.js';
import { domainOf, type MailSettings } from './mail-settings.js';

const CONNECT_MS = 10_000;
/** A server may think for long about what it was given, above all before it takes a mail. */
const SILENCE_MS = 60_000;
const SENDER_NAME = 'Jalons';

/** The codes of nodemailer that come with an answer about this mail, not about the connection or the sign-in. */
const ABOUT_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE']);

/** Mails through a server of SMTP, one connection each: digests are few. */
export function smtpMailer(settings: MailSettings): Mailer {
  const transport = createTransport(transportOptions(settings.smtpUrl));
  return {
    async send(mail) {
      await transport.sendMail(messageOf(mail, settings)).catch(refuse);
    },
    close: () => transport.close(),
  };
}

/** A password never leaves in clear, the machine itself apart. */
function transportOptions(smtpUrl: string): SMTPTransportOptions {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
      requireTLS: !secure && !isHere,
    }),
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...{ logger: false, disableFileAccess: true, disableUrlAccess: true },
  };
}

function messageOf(mail: OutgoingMail, { from }: MailSettings) {
  const { id, to, subject, text, html, unsubscribeUrl } = mail;
  return {
    ...{ from: { name: SENDER_NAME, address: from }, to, subject, text, html },
    messageId: `<${id}@${domainOf(from)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'fr',
      'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
      // RFC 8058 § 3.1: over https alone may a mail box stop them by itself.
      ...(unsubscribeUrl.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  };
}

function refuse(error: unknown): never {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
  const answered = typeof responseCode === 'number';
  const told = answered ? `smtp-${responseCode}` : typeof code === 'string' ? code : 'mail-failed';
  if (answered && responseCode >= 500 && ABOUT_THE_MAIL.has(String(code))) {
    throw new DomainError(
      'unprocessable',
      told,
      'Le serveur de courriel refuse ce message : vérifiez l’adresse du destinataire et celle de l’expéditeur.',
    );
  }
  throw new DomainError('unavailable', told, 'Le serveur de courriel ne prend pas ce message pour l’instant.');
}
