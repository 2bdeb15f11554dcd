import type { Instant, Uuid } from '@jalons/kernel';
import type { Residue } from './residue.js';

/**
 * How far an erasure has come, each state reached for good: what remains of her is kept · her keys are destroyed · the
 * log says so · no read model holds her · no page on disk does.
 */
export const ERASURE_STATES = ['intended', 'residues-kept', 'keys-destroyed', 'logged', 'purged', 'done'] as const;
export type ErasureState = (typeof ERASURE_STATES)[number];

/** An intent to erase somebody, outside the log. */
export interface Erasure {
  readonly id: Uuid;
  readonly subject: Uuid;
  readonly state: ErasureState;
  /** Everybody merged with her, herself among them; empty before their residues are kept. */
  readonly people: readonly Uuid[];
  /** Keys to destroy: theirs, and those of what was linked to them. */
  readonly keys: readonly Uuid[];
  /** What the residues were computed from; see {@link Survey}. */
  readonly survey: string | null;
  /** Positions of what the log says of each. */
  readonly positions: readonly string[];
}

/** All that is to be known of somebody before she is erased. */
export interface Survey {
  readonly people: readonly Uuid[];
  readonly keys: readonly Uuid[];
  /** Of each of the people whose key still lives. */
  readonly residues: ReadonlyMap<Uuid, readonly Residue[]>;
  /** Changes with any event of theirs, any merge, and anything newly linked to them. */
  readonly digest: string;
}

/** What the saga asks of those who know the domain, the read models and the pages on disk. */
export interface ErasurePorts {
  survey(subject: Uuid): Promise<Survey>;
  /**
   * Says in the log that somebody is erased, once, whatever calls it how often.
   * @returns the position of what says so
   */
  markErased(person: Uuid, intent: Uuid): Promise<string>;
  /** Waits, for a time, until no read model holds anything from before these positions; false where some still may. */
  forgottenUpTo(positions: readonly string[]): Promise<boolean>;
  /**
   * Wipes what is left on disk of rows that are no more.
   * @returns codes of what the database refused to wipe; empty where nothing is left
   */
  wipe(): Promise<readonly string[]>;
  now(): Instant;
}
