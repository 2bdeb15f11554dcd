import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { safeError } from './safe-error.js';
import { toProblem } from './to-problem.js';

/** The one place where failures become answers: `application/problem+json` (RFC 9457), whatever failed. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { document, retryAfter, unexpected } = toProblem(error);
    if (unexpected) {
      this.logger.error({ requestId: request.id, code: document.code, err: safeError(error) }, 'request failed');
    }
    // A stream of live events has begun its answer: nothing can be added to it.
    if (reply.sent || reply.raw.headersSent) return;
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    reply
      .code(document.status)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...document, requestId: request.id }));
  }
}
