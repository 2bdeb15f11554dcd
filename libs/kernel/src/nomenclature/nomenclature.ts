import type { CivilDate } from '../time/civil-date.js';

/**
 * One value of a nomenclature (domain.md § 4). `to-confirm` is shown wherever a user reads the value.
 * `extra` holds the further columns of its file (`needs_contract`, `group`, `vintage`...); `reserved` marks
 * values that only the structure that recorded them and the referent read (security.md § 1).
 */
export interface NomenclatureEntry {
  readonly code: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
  readonly source: string;
  readonly status: 'sourced' | 'to-confirm';
  readonly extra: Readonly<Record<string, string>>;
}

/** Every list that the product ships, by file name without extension. */
export const NOMENCLATURES = [
  'abandonment-reasons',
  'action-kinds',
  'action-outcomes',
  'assessment-kinds',
  'barriers',
  'benefits',
  'contact-channels',
  'contact-outcomes',
  'contracts',
  'criteria',
  'decline-reasons',
  'education-levels',
  'elevation-reasons',
  'entry-channels',
  'erasure-reasons',
  'exit-reasons',
  'follow-up-situations',
  'households',
  'leaving-reasons',
  'mobilisation-modes',
  'needs',
  'orientation-outcomes',
  'pause-reasons',
  'proof-kinds',
  'qpv',
  'quartiers',
  'schemes',
  'service-publics',
  'service-types',
  'structure-kinds',
  'support-kinds',
] as const;

export type NomenclatureName = (typeof NOMENCLATURES)[number];

/** The question a decider asks: is this code one of the list's? Pure; given to it, never loaded by it. */
export interface Codes {
  has(list: NomenclatureName, code: string): boolean;
}

/** The lists in memory, in the order of their files. */
export class NomenclatureCatalogue implements Codes {
  private readonly byCode: ReadonlyMap<string, ReadonlyMap<string, NomenclatureEntry>>;

  constructor(lists: ReadonlyMap<NomenclatureName, readonly NomenclatureEntry[]>) {
    this.byCode = new Map(
      [...lists].map(([name, entries]) => [name, new Map(entries.map((entry) => [entry.code, entry]))]),
    );
  }

  has(list: NomenclatureName, code: string): boolean {
    return this.entry(list, code) !== null;
  }

  entry(list: NomenclatureName, code: string): NomenclatureEntry | null {
    return this.byCode.get(list)?.get(code) ?? null;
  }

  entries(list: NomenclatureName): readonly NomenclatureEntry[] {
    return [...(this.byCode.get(list)?.values() ?? [])];
  }
}
