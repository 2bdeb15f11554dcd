import type { Instant } from '@jalons/kernel';

/** The only way for the product to read the time: at the edges, injected, never inside a rule. */
export interface Clock {
  now(): Instant;
}

export const CLOCK = Symbol('Clock');

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };
