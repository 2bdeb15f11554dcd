import type { CivilDate, Uuid } from '@jalons/kernel';

/** What both residues of a parcours keep, besides which of the two they are (security.md § 3): no instant, no family. */
interface ResidueAttributes {
  readonly territory: Uuid | null;
  /** First day of the quarter of the entry, or of the exit. */
  readonly quarter: CivilDate;
  /** First day of the quarter in which that became known. */
  readonly knownQuarter: CivilDate;
  readonly sex: string | null;
  /** First year of the ten in which she was born. */
  readonly bornDecade: number | null;
  /** Code of the group of QPV in which she lived at the entry. */
  readonly qpvGroup: string | null;
}

/** What remains of an entry. */
export interface EntryResidue extends ResidueAttributes {
  readonly kind: 'entry';
}

/** What remains of an exit. */
export interface ExitResidue extends ResidueAttributes {
  readonly kind: 'exit';
  /** Nomenclature `exit-reasons`; null where the erasure alone ended the parcours, which is in no count of exits. */
  readonly reason: string | null;
  readonly contract: string | null;
  readonly contractEnd: 'none' | 'known' | 'unknown' | null;
  /** Whole months from which the class of its length begins; null unless the end is known. */
  readonly contractMonths: number | null;
  /** Days from which the class of the duration of the parcours begins; null with the reason. */
  readonly durationDays: number | null;
}

export type Residue = EntryResidue | ExitResidue;
