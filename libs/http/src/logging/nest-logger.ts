import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { safeError } from '../problem/safe-error.js';

/** Nest's own lines through the process's logger; a stack or an error is stripped of its values first. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, textOf(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, textOf(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.findLast((part) => typeof part === 'string' && !part.includes('\n'));
    this.logger.error({ context, err: message instanceof Error ? safeError(message) : undefined }, textOf(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, textOf(message));
  }

  verbose(message: unknown, context?: string): void {
    this.logger.trace({ context }, textOf(message));
  }
}

function textOf(message: unknown): string {
  if (typeof message === 'string') return message;
  return message instanceof Error ? message.name : 'nest';
}
