/** Names one piece of work for ever, so that asking for it twice is asking once: `<reactor>|<eventId>`. */
export type JobId = string & { readonly brand: unique symbol };

const REACTOR = /^[a-z][a-z0-9-]{0,63}$/;
const EVENT = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/;

/** A name that the queues could not keep; a fault of the program, not of the user. */
export class InvalidJobName extends Error {
  override readonly name = 'InvalidJobName';
}

/**
 * The id of the job that a reactor asks for because of an event.
 * @param reactor the process manager or subscription: lower case, digits and hyphens
 * @param eventId the event, or another stable name of what happened (a civil date, a batch)
 * @throws InvalidJobName on any other character, a colon above all: BullMQ builds its own keys with it
 */
export function jobId(reactor: string, eventId: string): JobId {
  checkName('reactor', reactor);
  if (!EVENT.test(eventId)) throw refusal('event', eventId);
  return `${reactor}|${eventId}` as JobId;
}

/** Refuses what cannot name a queue, a reactor or a schedule. */
export function checkName(what: 'queue' | 'reactor' | 'schedule', name: string): void {
  if (!REACTOR.test(name)) throw refusal(what, name);
}

function refusal(what: string, name: string): InvalidJobName {
  const why = name.includes(':')
    ? 'a colon is refused'
    : 'use letters, digits and hyphens, lower case but in event ids';
  return new InvalidJobName(`${JSON.stringify(name)} cannot name a ${what} in a job id: ${why}`);
}
