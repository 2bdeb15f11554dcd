import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';

/** The strong entity tag of a stream at a revision. */
export function etagOf(revision: number): string {
  return `"r${revision}"`;
}

/** The revision that `If-Match` names, undefined without the header; `*` names none in particular. */
export function revisionOf(header: unknown): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const match = typeof header === 'string' ? /^(?:W\/)?"r(\d{1,15})"$/.exec(header) : null;
  if (match) return Number(match[1]);
  throw new HttpProblem(400, 'if-match-malformed', "L'en-tête If-Match ne porte pas une version connue.");
}

/** Injects the expected revision: a command decided on an older one is refused (409) instead of overwriting. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext) =>
  revisionOf(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
