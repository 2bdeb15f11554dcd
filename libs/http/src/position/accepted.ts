import type { CommandResult } from '@jalons/event-log';

/** What a command's controller returns: a body, and the stream's new state for the headers. */
export class Accepted<Body> {
  constructor(
    readonly body: Body,
    readonly result: Pick<CommandResult, 'position' | 'revision'>,
  ) {}
}

/**
 * Wraps the answer to a command: the {@link PositionInterceptor} sends `body`, with `Jalons-Position` (to wait for on the
 * next read) and `ETag` (to name in If-Match).
 */
export function accepted<Body>(result: Pick<CommandResult, 'position' | 'revision'>, body: Body): Accepted<Body> {
  return new Accepted(body, result);
}
