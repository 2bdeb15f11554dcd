import type { FastifyReply, FastifyRequest } from 'fastify';
import { isToken } from '../accounts/token.js';

/** The prefix makes browsers refuse it unless Secure, for the whole host and without a domain. */
export const SESSION_COOKIE = '__Host-sid';

const ATTRIBUTES = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

/** The token that a request carries; undefined for none, or for what could not be one. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  const token = request.cookies[SESSION_COOKIE];
  return isToken(token) ? token : undefined;
}

/** Without a date: it goes with the browser, and the server ends it earlier. */
export function giveSessionCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, ATTRIBUTES);
}

/** Takes the cookie back; `Clear-Site-Data` also wipes what the browser kept of the answers. */
export function takeSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, ATTRIBUTES);
}
