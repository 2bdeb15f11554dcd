import type { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';
import { BYTES, type ByteRoute } from './byte-bodies.js';

const LONGEST_NAME = 200;
const NAME_HEADER = 'jalons-file-name';

/** A route whose body is a file, as it is: one at a time, its name in `Jalons-File-Name`, percent-encoded UTF-8. */
export function TakesBytes(): MethodDecorator {
  return applyDecorators(
    RouteConfig({ takesBytes: true } satisfies ByteRoute),
    ApiConsumes(BYTES),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
    ApiHeader({ name: 'Jalons-File-Name', required: true, description: 'Percent-encoded UTF-8, without a folder' }),
  );
}

/** The bytes of the body as they come, and how many are announced. */
export interface ReceivedBytes {
  readonly stream: Readable;
  readonly announced: number | undefined;
}

/** Injects the {@link ReceivedBytes} of the request; refused (415) where it has no such body. */
export const ByteBody = createParamDecorator((_: unknown, context: ExecutionContext): ReceivedBytes => {
  const { body, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  if (typeof (body as Readable | null | undefined)?.pipe !== 'function') {
    throw new HttpProblem(415, 'unsupported-media-type', `Envoyez le fichier tel quel (Content-Type: ${BYTES}).`);
  }
  const length = headers['content-length'];
  return { stream: body as Readable, announced: length === undefined ? undefined : Number(length) };
});

/**
 * The name of the file of a request: in a header, since addresses are logged on the way. Folders and control characters
 * are left out.
 */
export function fileNameOf(request: FastifyRequest): string {
  const header = request.headers[NAME_HEADER];
  const name = typeof header === 'string' ? decoded(header) : '';
  const bare = name
    .replaceAll('\\', '/')
    .slice(name.replaceAll('\\', '/').lastIndexOf('/') + 1)
    .replaceAll(/\p{C}/gu, '')
    .trim()
    .slice(0, LONGEST_NAME);
  if (bare !== '') return bare;
  const message = 'L’en-tête Jalons-File-Name donne le nom du fichier, en UTF-8 et encodé comme dans une adresse.';
  throw new HttpProblem(400, 'file-name-missing', message);
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return '';
  }
}
