import { nominalKnownAt } from '@jalons/event-log';
import type { CivilDate, Instant } from '@jalons/kernel';

/** From when events are nominally known. */
export interface NominalTime {
  readonly occurredOn: CivilDate;
  readonly knownOn?: CivilDate;
}

/**
 * The last instants of days in one zone, each computed once: rows of a file share their days, and a day's end costs
 * 40 µs.
 */
export class NominalTimes {
  private readonly known = new Map<CivilDate, Instant>();

  constructor(readonly zone: string) {}

  of({ occurredOn, knownOn }: NominalTime): Instant {
    const day = knownOn !== undefined && knownOn > occurredOn ? knownOn : occurredOn;
    const found = this.known.get(day);
    if (found !== undefined) return found;
    const instant = nominalKnownAt({ occurredOn: day }, this.zone);
    this.known.set(day, instant);
    return instant;
  }
}
