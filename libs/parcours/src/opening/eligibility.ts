import { identityOf, type BeneficiaryEvent } from '@jalons/beneficiaries';
import type { LifeEvent } from '@jalons/event-log';
import { ageOn, type CivilDate } from '@jalons/kernel';
import { inPerimeter, type TerritoryState } from '@jalons/territory';
import type { Eligibility } from '../entry/entry.events.js';
import type { CodedLists } from '../steps/field-checks.js';

const MAJORITY = 18;

/**
 * Decides once, for the day of entry, whether the person is of the territory's public; it stays acquired (domain.md
 * § 1). A district is never computed from a list of another vintage than the day's: then it is unknown. Null where the
 * person is not registered.
 */
export function eligibilityOf(
  person: readonly LifeEvent<BeneficiaryEvent>[],
  territory: TerritoryState,
  on: CivilDate,
  lists: CodedLists,
): Eligibility | null {
  // A later move serves breakdowns, not the eligibility of an earlier entry.
  const identity = identityOf(person.filter(({ type, occurredOn }) => type !== 'AddressChanged' || occurredOn <= on));
  if (identity === null) return null;
  const minimumAge = territory.settings?.minimumAge ?? 0;
  const { evidence } = identity.residence;
  const qpv = districtOn(identity.residence.qpv, on, lists);
  return { perimeter: perimeterOf(qpv, territory, on), qpv, evidence, minimumAge, age: ageAt(identity.birthDate) };

  function ageAt(birthDate: CivilDate | null): Eligibility['age'] {
    if (birthDate === null || birthDate > on) return 'unknown';
    const age = ageOn(birthDate, on);
    if (age < minimumAge) return 'under-minimum';
    return age < MAJORITY ? 'minor' : 'adult';
  }
}

function districtOn(qpv: string | null, on: CivilDate, lists: CodedLists): string | null {
  if (qpv === null) return null;
  const entry = lists.entry('qpv', qpv);
  const isOfTheDay = entry !== null && (entry.validFrom ?? on) <= on && (entry.validTo === null || on <= entry.validTo);
  return isOfTheDay ? qpv : 'unknown';
}

function perimeterOf(qpv: string | null, territory: TerritoryState, on: CivilDate): Eligibility['perimeter'] {
  if (qpv === null) return 'outside';
  if (qpv === 'unknown') return 'unknown';
  return inPerimeter(territory, qpv, on) ? 'inside' : 'outside';
}
