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
  return stepFor(alert, office).told;
}

/**
 * Whether somebody who took an alert in charge still answers for it on the day: the referent or the deputy, or, where an
 * alert is for a structure, whoever is there. Whoever comes after one that left or is away is to hear of it.
 */
export function answersFor(professional: Uuid, alert: AlertPlace, office: Office): boolean {
  return stepFor(alert, office).able.includes(professional);
}

/** Whom an alert is for, and who may take it in charge for them. */
interface Step {
  readonly told: readonly Uuid[];
  readonly able: readonly Uuid[];
}

const NOBODY: Step = { told: [], able: [] };

function stepFor(alert: AlertPlace, office: Office): Step {
  const { referent, referentStructure, viewers, receivers } = alert;
  const themselves = (told: readonly Uuid[]): Step => ({ told, able: told });
  const steps = [
    () => teamOf(receivers, office),
    () => themselves(present(referent, referentStructure, office)),
    () =>
      referentStructure !== null && viewers.includes(referentStructure) ? teamOf([referentStructure], office) : NOBODY,
    () => teamOf(viewers, office),
    () => themselves(coordinatorsOf(alert.territory, office)),
  ];
  for (const step of steps) {
    const found = step();
    if (found.told.length > 0) return found;
  }
  return NOBODY;
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

/** Those who manage the structures are told; where nobody does, those who work there. */
function teamOf(structures: readonly Uuid[], { held, away }: Office): Step {
  const there = held.filter(
    ({ structure, professional }) =>
      structure !== null && structures.includes(structure) && !away.some((one) => one.professional === professional),
  );
  const managers = there.filter(({ role }) => role === 'structure-manager');
  const operators = there.filter(({ role }) => role === 'operator');
  return { told: distinct(managers.length > 0 ? managers : operators), able: distinct([...managers, ...operators]) };
}

function distinct(held: readonly HeldPlace[]): readonly Uuid[] {
  return [...new Set(held.map(({ professional }) => professional))];
}
