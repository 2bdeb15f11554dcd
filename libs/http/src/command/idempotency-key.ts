import { HttpProblem } from '../problem/http-problem.js';

/** A random key has at least 16 characters; a UUID has 36. */
const SHAPE = /^[A-Za-z0-9_-]{16,128}$/;

/**
 * Reads `Idempotency-Key` (IETF draft: a quoted string; the bare form is taken too). Every command needs one: a client
 * that lost the answer repeats the request with the same key and gets what was stored first.
 */
export function idempotencyKeyOf(header: unknown): string {
  if (header === undefined || header === '') {
    throw new HttpProblem(400, 'idempotency-key-missing', "L'en-tête Idempotency-Key est obligatoire.");
  }
  const key = typeof header === 'string' ? header.replace(/^"(.*)"$/, '$1') : '';
  if (SHAPE.test(key)) return key;
  throw new HttpProblem(
    400,
    'idempotency-key-malformed',
    "L'en-tête Idempotency-Key attend de 16 à 128 lettres, chiffres, tirets ou soulignés.",
  );
}
