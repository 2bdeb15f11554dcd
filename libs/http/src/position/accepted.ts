import type { CommandResult } from '@jalons/event-log';

/** Where the log stands after a command; a command on several streams has no revision of its own. */
export type Reached = Pick<CommandResult, 'position'> & Partial<Pick<CommandResult, 'revision'>>;

/** What a command's controller returns: a body, and the stream's new state for the headers. */
export class Accepted<Body> {
  constructor(
    readonly body: Body,
    readonly result: Reached,
  ) {}
}

/**
 * Wraps the answer to a command: the {@link PositionInterceptor} sends `body`, with `Jalons-Position` (to wait for on the
 * next read) and, where there is a revision, `ETag` (to name in If-Match).
 */
export function accepted<Body>(result: Reached, body: Body): Accepted<Body> {
  return new Accepted(body, result);
}
