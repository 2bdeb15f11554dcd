import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

export interface RegisteredRoute {
  readonly method: string;
  /** The pattern, `/api/v1/parcours/:id/steps`. */
  readonly path: string;
}

const routes = new WeakMap<object, RegisteredRoute[]>();

/** Begins to note every route that is registered, whoever registers it (controllers, static files, OpenAPI). */
export function noteRoutes(fastify: FastifyInstance): void {
  const noted: RegisteredRoute[] = [];
  routes.set(fastify, noted);
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      if (one !== 'HEAD' && one !== 'OPTIONS') noted.push({ method: one, path: url });
    }
  });
}

/** Every route of the application, HEAD and OPTIONS apart, in the order they were registered. */
export function registeredRoutes(app: NestFastifyApplication): readonly RegisteredRoute[] {
  return routes.get(app.getHttpAdapter().getInstance() as object) ?? [];
}
