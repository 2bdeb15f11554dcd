import type { FastifyRequest } from 'fastify';
import type { Uuid } from '@jalons/kernel';

/** For whom a request acts: set by the guard once the session is known. */
export interface Actor {
  readonly professional: Uuid;
  /** The structure and territory acted for, where there is exactly one or the request names one. */
  readonly structure?: Uuid;
  readonly territory?: Uuid;
}

const ACTOR = Symbol('jalons.actor');
const ID_SECRET = Symbol('jalons.idSecret');

interface Marked {
  [ACTOR]?: Actor;
  [ID_SECRET]?: Uint8Array;
}

/** Records for whom this request acts. */
export function setActor(request: FastifyRequest, actor: Actor): void {
  (request as Marked)[ACTOR] = actor;
}

/** For whom this request acts; undefined on a public route. */
export function actorOf(request: FastifyRequest): Actor | undefined {
  return (request as Marked)[ACTOR];
}

/** Records the secret under which ids derive (domain.md § 3 "Ids"). */
export function setIdSecret(request: FastifyRequest, secret: Uint8Array): void {
  (request as Marked)[ID_SECRET] = secret;
}

/** The secret under which ids derive; present on every request of the application. */
export function idSecretOf(request: FastifyRequest): Uint8Array {
  const secret = (request as Marked)[ID_SECRET];
  if (!secret) throw new Error('the request did not pass through createHttpApp');
  return secret;
}
