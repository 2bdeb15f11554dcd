import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { DynamicModule, Type } from '@nestjs/common';
import { ModulesContainer, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { isUuid, randomId } from '@jalons/kernel';
import { acceptBytes, cutOffSlowBodies, LONGEST_BODY_MS } from '../bytes/byte-bodies.js';
import { NestLogger } from '../logging/nest-logger.js';
import { logRequests } from '../logging/request-log.js';
import { PositionInterceptor } from '../position/position.interceptor.js';
import { PROJECTION_PROGRESS, type ProjectionProgress } from '../position/position-wait.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { setIdSecret } from '../request/request-context.js';
import { noteRoutes } from '../routes/registered-routes.js';
import { refuseCrossSite } from '../security/cross-site.js';
import { DEFAULT_RATE_LIMIT, type RateLimit, rateLimitOptions } from '../security/rate-limit.js';
import { PERMISSIONS_POLICY, SECURITY_HEADERS } from '../security/security-headers.js';
import { InputValidationPipe } from '../validation/input-validation.pipe.js';
import { serveOpenApi } from './openapi.js';

export interface HttpAppOptions {
  readonly logger: Logger;
  /** The secret under which ids derive, kept with the master key (domain.md § 3). */
  readonly idSecret: Uint8Array;
  /** Version of the product, for the description of the API. */
  readonly version: string;
  /** Addresses and ranges (CIDR) of the reverse proxies whose X-Forwarded-* are believed; none by default. */
  readonly trustedProxies?: readonly string[];
  /** Where browsers reach the product, when a proxy stands in between; the address asked for when absent. */
  readonly publicUrl?: string;
  /** Bytes of a JSON body; 256 KiB by default, well above the largest form. */
  readonly bodyLimit?: number;
  readonly rateLimit?: RateLimit;
}

const DEFAULT_BODY_LIMIT = 256 * 1024;
const MAX_PARAM_LENGTH = 200;

/** Root of the API; health stays outside, where orchestrators look for it. */
export const API_PREFIX = 'api/v1';

/**
 * The application behind HTTP: everything that holds for every route is set here, once. The caller adds nothing but
 * modules, then `listen()`, and closes it: signals stay with whoever started the process, which has other parts to
 * close after this one (Nest's own shutdown hooks end the process before they are).
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: options.bodyLimit ?? DEFAULT_BODY_LIMIT,
    requestTimeout: LONGEST_BODY_MS,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    // An open stream of live events would hold the shutdown up for ever.
    forceCloseConnections: true,
    genReqId: (request: { headers: Record<string, unknown> }) => requestIdOf(request.headers['x-request-id']),
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  noteRoutes(fastify);
  acceptBytes(fastify);
  addRequestHooks(fastify, options);
  await fastify.register(cookie);
  await fastify.register(rateLimit, rateLimitOptions(options.rateLimit ?? DEFAULT_RATE_LIMIT));
  await fastify.register(helmet, SECURITY_HEADERS);

  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(options.logger),
    abortOnError: false,
  });
  configure(app, options);
  return app;
}

function configure(app: NestFastifyApplication, options: HttpAppOptions): void {
  app.setGlobalPrefix(API_PREFIX, { exclude: ['healthz', 'readyz'] });
  app.useGlobalFilters(new ProblemFilter(options.logger));
  app.useGlobalPipes(new InputValidationPipe());
  app.useGlobalInterceptors(new PositionInterceptor(app.get(Reflector), optional(app, PROJECTION_PROGRESS)));
  serveOpenApi(app, options.version);
}

function addRequestHooks(fastify: FastifyInstance, options: HttpAppOptions): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    setIdSecret(request, options.idSecret);
    // Written on the raw answer, so that live events, which bypass Fastify's reply, carry them too.
    reply.raw.setHeader('permissions-policy', PERMISSIONS_POLICY);
    reply.raw.setHeader('x-request-id', request.id);
    if (request.url.startsWith(`/${API_PREFIX}/`)) reply.raw.setHeader('cache-control', 'no-store');
    done();
  });
  const publicOrigin = options.publicUrl === undefined ? undefined : new URL(options.publicUrl).origin;
  fastify.addHook('onRequest', (request, _reply, done) => {
    refuseCrossSite(request, publicOrigin);
    done();
  });
  cutOffSlowBodies(fastify);
  logRequests(fastify, options.logger);
}

/** A caller may bring its own id, so that one action is followed across processes; only one that means nothing. */
function requestIdOf(header: unknown): string {
  return typeof header === 'string' && isUuid(header) ? header : randomId();
}

/** Nest logs a fault when asked for a provider that no module has: look first. */
function optional(app: NestFastifyApplication, token: symbol): ProjectionProgress | undefined {
  const modules = [...app.get(ModulesContainer).values()];
  if (!modules.some(({ providers }) => providers.has(token))) return undefined;
  return app.get<ProjectionProgress>(token, { strict: false });
}
