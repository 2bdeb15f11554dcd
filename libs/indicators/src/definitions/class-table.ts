/** Families of exits, the vocabulary of every definition (domain.md § 4). */
export const FAMILIES = ['durable', 'transition', 'positive', 'other', 'neutralised'] as const;
export type Family = (typeof FAMILIES)[number];

/** What an exit tells of the work it leads to; `months` are whole calendar months, the last day included. */
export interface ExitOutcome {
  /** Nomenclature `exit-reasons`. */
  readonly reason: string;
  /** Nomenclature `contracts`; null where none was told. */
  readonly contract: string | null;
  /** How far the contract goes: without an end, to a known day, to an unknown one; null without a contract. */
  readonly contractEnd: 'none' | 'known' | 'unknown' | null;
  /** The most months it lasts; null unless its end is known. */
  readonly months: number | null;
}

/** One line of a table of classes: the first that matches an exit says its family. */
export interface ClassRule {
  /** A code of `exit-reasons`, or `*` for all. */
  readonly reason: string;
  /** A code of `contracts`; null matches any, or none. */
  readonly contract: string | null;
  /** The contract lasts so many months or more. */
  readonly minMonths: number | null;
  /** The contract lasts fewer months than this. */
  readonly belowMonths: number | null;
  readonly family: Family;
  /** `to-confirm` is shown wherever a user reads it. */
  readonly status: 'sourced' | 'to-confirm';
  readonly source: string;
}

/** The families of exits in one frame (IAE, PLIE), as a versioned data file. */
export interface ClassTable {
  readonly table: string;
  readonly version: number;
  /** In order; the last one matches everything. */
  readonly rules: readonly ClassRule[];
}

/** An exit with nothing unknown in it: a contract of which the months count, or none. */
interface Certain {
  readonly reason: string;
  readonly contract: string | null;
  readonly months: number;
}

/**
 * The families that an exit may belong to, given what is known of it: one, unless its family hangs on a contract or a
 * length that nobody told. An unknown end is never taken for short (domain.md § 3): it may be either.
 */
export function possibleFamilies({ rules }: ClassTable, outcome: ExitOutcome): ReadonlySet<Family> {
  const relevant = rules.filter(({ reason }) => reason === outcome.reason || reason === '*');
  const lengths = lengthsOf(relevant, outcome);
  return new Set(
    contractsOf(relevant, outcome).flatMap((contract) =>
      lengths.map((months) => firstMatch(relevant, { reason: outcome.reason, contract, months })),
    ),
  );
}

/** Without a contract where the rules ask for one, it may be any of theirs, or another. */
function contractsOf(rules: readonly ClassRule[], { contract }: ExitOutcome): readonly (string | null)[] {
  if (contract !== null) return [contract];
  return [null, ...new Set(rules.flatMap((rule) => (rule.contract === null ? [] : [rule.contract])))];
}

/** One length for each side of every threshold, where the length is not known. */
function lengthsOf(rules: readonly ClassRule[], { contractEnd, months }: ExitOutcome): readonly number[] {
  if (contractEnd === 'none') return [Number.POSITIVE_INFINITY];
  if (contractEnd === 'known' && months !== null) return [months];
  return [0, ...rules.flatMap(({ minMonths, belowMonths }) => [minMonths ?? 0, belowMonths ?? 0])];
}

function firstMatch(rules: readonly ClassRule[], { contract, months }: Certain): Family {
  const rule = rules.find(
    (each) =>
      (each.contract === null || each.contract === contract) &&
      (each.minMonths === null || months >= each.minMonths) &&
      (each.belowMonths === null || months < each.belowMonths),
  );
  if (rule === undefined) throw new Error('a table of classes ends with a rule that matches everything');
  return rule.family;
}
