import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import { HttpProblem } from '../problem/http-problem.js';

export interface RateLimit {
  /** Requests per window and caller. */
  readonly max: number;
  readonly windowMs: number;
}

/** A screen makes some twenty requests, and an office of fifty people may stand behind one address. */
export const DEFAULT_RATE_LIMIT: RateLimit = { max: 3_000, windowMs: 60_000 };

/** Callers remembered at once; the least recent are forgotten first. */
const REMEMBERED = 10_000;

/** By address alone: a cookie is not checked yet at this point, and one invented per request would evade the limit. */
export function rateLimitOptions(limit: RateLimit): RateLimitPluginOptions {
  return {
    global: true,
    max: limit.max,
    timeWindow: limit.windowMs,
    cache: REMEMBERED,
    keyGenerator: (request) => request.ip,
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
