import type { Credentials } from '@eventstore/db-client';

const SHAPE = /^esdb(?:\+discover)?:\/\/(?:([^:@/]+):([^@/]+)@)?[^?]*(?:\?(.*))?$/i;

/**
 * Credentials to give with each call, which is what makes the client take the unary append. A server without TLS
 * ignores them, so any will do there; a secured one without a user (client certificates) leaves only the batch path.
 */
export function unaryCredentials(url: string): Credentials | undefined {
  const parts = SHAPE.exec(url.trim());
  if (parts === null) return undefined;
  const [, username, password, query] = parts;
  if (username !== undefined && password !== undefined) {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  }
  return /(?:^|&)tls=false(?:&|$)/i.test(query ?? '') ? { username: '', password: '' } : undefined;
}
