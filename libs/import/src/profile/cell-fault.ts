import type { Anomaly } from './profile.js';

/** A cell that cannot be what the profile says; not an Error: thousands may be thrown for one file. */
export class CellFault {
  constructor(
    readonly code: Anomaly,
    readonly column: string,
  ) {}
}
