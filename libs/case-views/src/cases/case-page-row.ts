import type { Uuid } from '@jalons/kernel';
import type { CaseHeadNamed } from './case-document.js';
import type { RiskTold } from './case-risk.js';

/** The one row of a page (case-pages.ts); its texts are null where the page is empty. */
export interface CasePageRow {
  /** JSON of {@link CaseHeadNamed}, joined by commas. */
  readonly heads: string | null;
  /** JSON of {@link CaseTold}, one a line. */
  readonly tolds: string | null;
  /** The dates that the list is sorted by, joined by commas. */
  readonly places: string | null;
  /** JSON of {@link RiskTold}, or null, joined by commas. */
  readonly risks: string | null;
  /** People whose case the reader opened by breaking the glass; absent in the cases of the reader's own structures. */
  readonly elevations?: readonly Uuid[];
}

/** A case of a page, as it was read. */
export interface CaseRead {
  readonly head: CaseHeadNamed;
  readonly told: string;
  readonly place: string;
  readonly risk: RiskTold | null;
  readonly elevated: boolean;
}

/** The cases of a page, in its order. */
export function casesIn({ heads, tolds, places, risks, elevations }: CasePageRow): readonly CaseRead[] {
  if (heads === null || tolds === null || places === null || risks === null) return [];
  const [lines, dates, found] = [tolds.split('\n'), places.split(','), valuesOf<RiskTold | null>(risks)];
  return valuesOf<CaseHeadNamed>(heads).map((head, at) => ({
    ...{ head, told: lines[at]!, place: dates[at]!, risk: found[at]! },
    elevated: elevations?.includes(head.beneficiary) === true,
  }));
}

function valuesOf<Value>(texts: string): readonly Value[] {
  return JSON.parse(`[${texts}]`) as readonly Value[];
}
