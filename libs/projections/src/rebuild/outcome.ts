import type { Position } from '@jalons/event-log';

/** One table of the served version beside the same one folded anew, at the same checkpoint. */
export interface TableComparison {
  readonly table: string;
  readonly equal: boolean;
  /** Null for a table that the served version does not have. */
  readonly served: TableDigest | null;
  readonly rebuilt: TableDigest;
  /** Columns left out, each with its reason. */
  readonly excluded: Readonly<Record<string, string>>;
}

export interface TableDigest {
  readonly rows: number;
  /** SHA-256 of the rows in primary-key order, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Why a rebuild did not come to its end:
 * `not-installed`: the database does not know the projection · `newer-in-database`: a newer release serves it ·
 * `other-version`: to be compared, the served version must be this release's · `busy`: another process rebuilds it ·
 * `unknown-type`: an event that this release does not know · `poison`: an event that cannot be folded, `code` says why ·
 * `fault`: the program or its rights are wrong · `bound`: `object` would stay with the old tables · `rights-differ`:
 * grants or policies of `table` are not what this version makes · `locked`: readers never let go of the tables ·
 * `interrupted`: lease lost or process stopped.
 */
export type StopReason =
  | 'not-installed'
  | 'newer-in-database'
  | 'other-version'
  | 'busy'
  | 'unknown-type'
  | 'poison'
  | 'fault'
  | 'bound'
  | 'rights-differ'
  | 'locked'
  | 'interrupted';

export interface StopDetails {
  readonly position?: Position | null;
  readonly code?: string;
  readonly table?: string;
  readonly object?: string;
}

/** A rebuild or a comparison that stopped; what is served was left as it was. */
export type Stopped = {
  readonly projection: string;
  readonly status: 'stopped';
  readonly reason: StopReason;
} & StopDetails;

interface Compared {
  readonly projection: string;
  /** Where both versions stood when they were compared. */
  readonly checkpoint: Position | null;
  readonly tables: readonly TableComparison[];
}

export type VerifyOutcome = Stopped | (Compared & { readonly status: 'equal' | 'differs' });

export type RebuildOutcome =
  | Stopped
  | (Compared & {
      readonly status: 'swapped';
      readonly version: number;
      /** Old tables that something still held; the next rebuild removes them. */
      readonly retired: readonly string[];
    });

/** Ends a rebuild from within; becomes a {@link Stopped}. */
export class RebuildStopped extends Error {
  override readonly name = 'RebuildStopped';

  constructor(
    readonly reason: StopReason,
    readonly details: StopDetails = {},
  ) {
    super(`the rebuild stopped: ${reason}`);
  }
}
