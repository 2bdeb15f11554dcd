import type { Anomaly, Fate } from '../profile/profile.js';
import type { RowOrigin } from '../rows/mapped-row.js';

/**
 * What became of a row: `imported` and `changed` wrote to the log; `unchanged` says what the log says already, or what
 * somebody voided by hand since; `superseded` gives way to a later state of the same row; the others stay outside.
 */
export const DISPOSITIONS = [
  'imported',
  'changed',
  'unchanged',
  'superseded',
  'quarantined',
  'refused',
  'ignored',
  'reference',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** A note on a row that is kept: what a reader of the figures must know. */
export type Flag = string;

export interface RowOutcome {
  readonly origin: RowOrigin;
  readonly disposition: Disposition;
  /** Why it stayed outside. */
  readonly anomaly?: Anomaly;
  /** JSON pointer of the datum refused. */
  readonly field?: string;
  readonly flags: readonly Flag[];
}

const FATE_DISPOSITION: Readonly<Record<Fate, Disposition>> = {
  quarantine: 'quarantined',
  refuse: 'refused',
  ignore: 'ignored',
};

/** The outcome of a row with an anomaly, as the profile wills it. */
export function outside(
  origin: RowOrigin,
  anomaly: Anomaly,
  fate: Fate,
  more: { readonly field?: string; readonly flags?: readonly Flag[] } = {},
): RowOutcome {
  const { field, flags = [] } = more;
  return {
    origin: originOf(origin),
    disposition: FATE_DISPOSITION[fate],
    anomaly,
    ...(field !== undefined && { field }),
    flags,
  };
}

/** The outcome of a row that is in the log. */
export function inside(
  origin: RowOrigin,
  disposition: 'imported' | 'changed' | 'unchanged' | 'superseded',
  flags: readonly Flag[],
): RowOutcome {
  return { origin: originOf(origin), disposition, flags };
}

function originOf({ table, line, record }: RowOrigin): RowOrigin {
  return { table, line, record };
}
