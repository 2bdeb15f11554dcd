import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a request that changes something and was not made by our own pages, the second lock behind SameSite=Lax
 * (security.md § 2). Browsers send Sec-Fetch-Site (over https and on localhost) and Origin (always, with a POST);
 * where both are missing it was no browser, and then it must carry no cookie either. Ours is the address asked for,
 * as a trusted proxy tells it, or `publicOrigin`, whatever a proxy makes of the names.
 */
export function refuseCrossSite(request: FastifyRequest, publicOrigin?: string): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  if (site !== undefined && site !== 'same-origin') throw crossSite();
  if (origin !== undefined && origin !== askedFor(request) && origin !== publicOrigin) throw crossSite();
  if (site === undefined && origin === undefined && request.headers.cookie !== undefined) throw crossSite();
}

function crossSite(): HttpProblem {
  return new HttpProblem(403, 'cross-site-request', 'Cette demande ne vient pas des pages de Jalons.');
}

/**
 * True where a browser keeps a `__Host-` cookie: over https, or on the machine itself. With a change it says in Origin
 * where it is, which a proxy in between leaves alone; lying about it, one deceives oneself.
 */
export function keepsSecureCookies(request: FastifyRequest): boolean {
  const place = request.headers.origin ?? askedFor(request);
  if (!URL.canParse(place)) return false;
  const { protocol, hostname } = new URL(place);
  return protocol === 'https:' || isLocalName(hostname);
}

function askedFor(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

function isLocalName(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
  );
}
