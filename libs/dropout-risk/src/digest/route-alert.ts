import type { CivilDate, Uuid } from '@jalons/kernel';

/** Who could be told of an alert. */
export interface AlertPlace {
  readonly referent: Uuid | null;
  readonly referentStructure: Uuid | null;
  /** Structures that take part in the parcours, in no order. */
  readonly viewers: readonly Uuid[];
  /** The structure that has not answered or started an orientation, where the alert tells of nothing else. */
  readonly receivers: readonly Uuid[];
  readonly territory: Uuid | null;
}

export interface HeldPlace {
  readonly professional: Uuid;
  readonly role: 'operator' | 'structure-manager' | 'coordinator';
  readonly structure: Uuid | null;
  readonly territory: Uuid | null;
}

export interface StandIn {
  readonly professional: Uuid;
  readonly deputy: Uuid;
}

/** Who is there on a day. */
export interface Office {
  readonly day: CivilDate;
  /** Mandates that hold on the day. */
  readonly held: readonly HeldPlace[];
  /** Absences of the day. */
  readonly away: readonly StandIn[];
}

/**
 * Whom an alert is for (risk.md § 3): the referent, or the deputy of an absent one; where neither is there, those who
 * answer for the structure; else the coordinator. A handover that waits is first for the structure that is to receive.
 */
export function routeAlert(alert: AlertPlace, office: Office): readonly Uuid[] {
  const { referent, referentStructure, viewers, receivers } = alert;
  const steps = [
    () => teamOf(receivers, office),
    () => present(referent, referentStructure, office),
    () =>
      referentStructure !== null && viewers.includes(referentStructure) ? teamOf([referentStructure], office) : [],
    () => teamOf(viewers, office),
    () => coordinatorsOf(alert.territory, office),
  ];
  for (const step of steps) {
    const found = step();
    if (found.length > 0) return found;
  }
  return [];
}

/** Who coordinates a territory on the day. */
export function coordinatorsOf(territory: Uuid | null, { held }: Office): readonly Uuid[] {
  const found = held.filter((one) => one.role === 'coordinator' && territory !== null && one.territory === territory);
  return distinct(found);
}

function present(referent: Uuid | null, structure: Uuid | null, { held, away }: Office): readonly Uuid[] {
  const isThere = (who: Uuid) =>
    held.some((one) => one.professional === who && one.role !== 'coordinator' && one.structure === structure) &&
    !away.some(({ professional }) => professional === who);
  if (referent === null) return [];
  if (isThere(referent)) return [referent];
  // Only whoever could answer for the case stands in for somebody.
  const deputies = away.filter(({ professional }) => professional === referent).map(({ deputy }) => deputy);
  return [...new Set(deputies.filter(isThere))];
}

/** Those who manage the structures; where nobody does, those who work there. */
function teamOf(structures: readonly Uuid[], { held, away }: Office): readonly Uuid[] {
  const there = held.filter(
    ({ structure, professional }) =>
      structure !== null && structures.includes(structure) && !away.some((one) => one.professional === professional),
  );
  const managers = there.filter(({ role }) => role === 'structure-manager');
  return distinct(managers.length > 0 ? managers : there.filter(({ role }) => role === 'operator'));
}

function distinct(held: readonly HeldPlace[]): readonly Uuid[] {
  return [...new Set(held.map(({ professional }) => professional))];
}
