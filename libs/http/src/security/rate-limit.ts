import { createHash } from 'node:crypto';
import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';

export interface RateLimit {
  /** Requests per window and caller. */
  readonly max: number;
  readonly windowMs: number;
}

/** A screen makes some twenty requests; ten a second for a minute is beyond what one person does. */
export const DEFAULT_RATE_LIMIT: RateLimit = { max: 600, windowMs: 60_000 };

/** Callers remembered at once; the least recent are forgotten first. */
const REMEMBERED = 10_000;

/** By session where there is one, so that an office behind one address is not taken for one person; else by address. */
export function rateLimitOptions(limit: RateLimit): RateLimitPluginOptions {
  return {
    global: true,
    max: limit.max,
    timeWindow: limit.windowMs,
    cache: REMEMBERED,
    keyGenerator: callerOf,
    allowList: (request) => request.url === '/healthz' || request.url === '/readyz',
    enableDraftSpec: true,
    errorResponseBuilder: (_, context) => tooMany(Math.ceil(context.ttl / 1000)),
  };
}

/** The refusal of a caller that asks too often; `seconds` until it may ask again. */
export function tooMany(seconds: number): HttpProblem {
  const detail = 'Trop de demandes en peu de temps. Patientez avant de réessayer.';
  return new HttpProblem(429, 'too-many-requests', detail, { retryAfter: Math.max(1, seconds) });
}

function callerOf(request: FastifyRequest): string {
  const cookie = request.headers.cookie;
  // Any cookie is taken: one invented per request would evade the limit, so the address counts beside it.
  return cookie === undefined
    ? request.ip
    : `${request.ip} ${createHash('sha256').update(cookie).digest('base64url').slice(0, 22)}`;
}
