import { randomBytes } from 'node:crypto';

const SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits, for a session or a one-time link; only their SHA-256 is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** True for what could be one of our tokens; anything else need not be looked up. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && SHAPE.test(text);
}

/** The address of a one-time link. The token stands after `#`, which browsers never send: no server logs it. */
export function linkUrl(origin: string, token: string): string {
  return `${origin.replace(/\/$/, '')}/lien#${token}`;
}
