import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX } from '../app/create-http-app.js';

/** What the built page carries in place of the nonce of its answer. */
const NONCE_MARK = '__CSP_NONCE__';
/** Built assets carry the hash of their content in their name. */
const ASSET_AGE_MS = 365 * 24 * 60 * 60 * 1_000;

/**
 * Serves the built screens from the origin of the API (no third-party origin: security.md § 5), before `listen()`.
 * Whatever names no file and is none of the API's business answers with the one page, whose router reads the address:
 * deep links work. Nothing is served, and false is returned, where `folder` holds no build.
 *
 * @param folder the build: `index.html`, `assets/` under hashed names, a few files beside
 */
export async function servePages(app: NestFastifyApplication, folder: string): Promise<boolean> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return false;
  const page = readFileSync(index, 'utf8');
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;

  await fastify.register(fastifyStatic, { root: folder, serve: false, index: false, preCompressed: true });
  fastify.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const name = request.params['*'];
    if (!isFile(folder, `assets/${name}`)) return reply.callNotFound();
    return reply.sendFile(`assets/${name}`, { maxAge: ASSET_AGE_MS, immutable: true });
  });
  fastify.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const name = request.params['*'];
    if (name === API_PREFIX || name.startsWith('api/')) return reply.callNotFound();
    if (name !== 'index.html' && isFile(folder, name)) return reply.sendFile(name, { maxAge: 0 });
    return asksForPage(request) ? sendPage(reply, page) : reply.callNotFound();
  });
  return true;
}

/** The names that a build gives its files; anything else is no file of ours, whatever the disk says. */
function isFile(folder: string, name: string): boolean {
  return /^(?:[\w-]+\/)?[\w-]+(?:\.[\w-]+)+$/.test(name) && existsSync(join(folder, name));
}

/** A script or an image that is missing must not be answered with a page that says all is well. */
function asksForPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page.replaceAll(NONCE_MARK, reply.cspNonce.style));
}
