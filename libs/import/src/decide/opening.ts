import { ageOn, type CivilDate, type Uuid } from '@jalons/kernel';
import type { Eligibility, ParcoursEvent } from '@jalons/parcours';
import type { MappedStep } from '../rows/mapped-row.js';
import type { DecideContext } from './decide-context.js';

type OpeningData = Extract<ParcoursEvent, { type: 'ParcoursOpened' }>['data'];

/** Who enters a parcours, as far as eligibility asks. */
export interface Entrant {
  readonly person: Uuid;
  readonly birthDate?: CivilDate;
  readonly residence: { readonly qpv: string | null | 'unknown'; readonly evidence: Eligibility['evidence'] };
}

/** Of age, in France. */
const ADULT = 18;

/** The opening that a row gives, with the eligibility decided on its day (domain.md § 1). */
export function openingData(row: MappedStep, entrant: Entrant, context: DecideContext): OpeningData {
  const {
    qpv = entrant.residence.qpv,
    evidence = entrant.residence.evidence,
    ...data
  } = row.data as {
    readonly qpv?: string | null;
    readonly evidence?: Eligibility['evidence'];
    readonly entryChannel?: string;
  };
  return {
    ...data,
    beneficiaryId: entrant.person,
    structure: row.structure ?? context.defaultStructure,
    entryChannel: data.entryChannel ?? 'import',
    eligibility: {
      ...{ qpv, evidence },
      perimeter: perimeterOf(qpv, row.occurredOn, context),
      minimumAge: context.policies.minimumAge,
      age: ageClass(entrant.birthDate, row.occurredOn, context),
    },
  };
}

/** Whether somebody is too young, comes before her birth, or nobody knows. */
export function ageClass(birthDate: CivilDate | undefined, on: CivilDate, context: DecideContext): Eligibility['age'] {
  if (birthDate === undefined) return 'unknown';
  const age = ageOn(birthDate, on);
  if (age < context.policies.minimumAge) return 'under-minimum';
  return age < ADULT ? 'minor' : 'adult';
}

function perimeterOf(qpv: string | null, on: CivilDate, context: DecideContext): Eligibility['perimeter'] {
  if (qpv === null) return 'outside';
  if (qpv === 'unknown') return 'unknown';
  return context.insidePerimeter(qpv, on) ? 'inside' : 'outside';
}
