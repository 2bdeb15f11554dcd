import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';

/** A client that sends its request slower than this is cut off (milliseconds); but for a route that takes files. */
const REQUEST_TIMEOUT_MS = 30_000;
/** 100 MB in so long is 0.9 Mbit/s. */
export const LONGEST_BODY_MS = 15 * 60_000;

/** The media type of a body that is handed on as it comes, byte by byte. */
export const BYTES = 'application/octet-stream';

/** Set by TakesBytes. */
export interface ByteRoute {
  readonly takesBytes?: boolean;
}

/** Hands bodies of bytes, as streams, to the routes that take them; to others they are no format at all. */
export function acceptBytes(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(BYTES, (request, payload, done) => {
    if (takesBytes(request)) done(null, payload);
    else done(unsupported());
  });
}

/** Cuts off who is slow to send what should be short; Node alone has one limit for all. */
export function cutOffSlowBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { headers } = request;
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (hasBody && !request.raw.complete && !takesBytes(request)) {
      const timer = setTimeout(() => {
        if (!request.raw.complete) request.raw.destroy();
      }, REQUEST_TIMEOUT_MS).unref();
      reply.raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}

function takesBytes(request: FastifyRequest): boolean {
  return (request.routeOptions.config as ByteRoute | undefined)?.takesBytes === true;
}

function unsupported(): HttpProblem {
  return new HttpProblem(415, 'unsupported-media-type', 'Envoyez du JSON (Content-Type: application/json).');
}
