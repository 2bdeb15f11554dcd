import { dateAt, type CivilDate, type Instant } from '@jalons/kernel';
import type { FoundedTerritory } from '@jalons/territory';
import type { DecideContext } from '../decide/decide-context.js';
import type { Anomaly, Fate, Profile } from '../profile/profile.js';

/** The policies of an import: the territory's, where the profile does not say otherwise. */
export function policiesOf(profile: Profile, { settings }: FoundedTerritory): DecideContext['policies'] {
  const own = settings!;
  const { overlap, minimumAge } = profile.policies;
  return {
    overlap: overlap === 'territory' ? own.overlapPolicy : overlap,
    minimumAge: own.minimumAge,
    minimumAgePolicy: minimumAge === 'territory' ? own.minimumAgePolicy : minimumAge,
  };
}

/** What a profile does not name and is not final: the row goes in with a later import, once the person agrees. */
const WAITS: ReadonlySet<Anomaly> = new Set(['processing-restricted', 'sharing-stopped']);

/** What the profile does with an anomaly of a record; what it does not name is refused, or waits for the person. */
export function fatesOf(profile: Profile): (record: string, anomaly: Anomaly) => Fate {
  const records = new Map(
    profile.files.flatMap(({ records: own }) => own.map(({ record, anomalies }) => [record, anomalies] as const)),
  );
  return (record, anomaly) =>
    records.get(record)?.[anomaly] ?? profile.policies.anomalies[anomaly] ?? otherwise(anomaly);
}

function otherwise(anomaly: Anomaly): Fate {
  return WAITS.has(anomaly) ? 'quarantine' : 'refuse';
}

/** Whether a QPV lies in the perimeter on a day; every QPV does in a territory that names none yet. */
export function perimeterOf({ perimeter }: FoundedTerritory): DecideContext['insidePerimeter'] {
  return (qpv, on) =>
    perimeter.length === 0 ||
    perimeter.some((part) => part.qpv === qpv && part.from <= on && (part.to === null || on < part.to));
}

/** The day of an instant in a territory. */
export function dayIn(territory: FoundedTerritory, instant: Instant): CivilDate {
  return dateAt(instant, territory.zone);
}
