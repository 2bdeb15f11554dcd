import type { NomenclatureCatalogue, NomenclatureEntry, NomenclatureName } from '@jalons/kernel';
import type { CodedLists } from '@jalons/parcours';
import type { NomenclatureValue } from '../profile/profile.js';

/** The lists of the product with the values that a profile adds for its territory. */
export class TerritoryLists implements CodedLists {
  private readonly added: ReadonlyMap<string, NomenclatureEntry>;

  constructor(
    private readonly catalogue: NomenclatureCatalogue,
    values: Partial<Record<NomenclatureName, readonly NomenclatureValue[]>>,
    source: string,
  ) {
    const entries = Object.entries(values).flatMap(([list, own]) =>
      (own ?? []).map((value) => [`${list}/${value.code}`, entryOf(value, source)] as const),
    );
    this.added = new Map(entries);
  }

  has(list: NomenclatureName, code: string): boolean {
    return this.entry(list, code) !== null;
  }

  /** A value of the product is never replaced. */
  entry(list: NomenclatureName, code: string): NomenclatureEntry | null {
    return this.catalogue.entry(list, code) ?? this.added.get(`${list}/${code}`) ?? null;
  }
}

function entryOf({ code, labelFr, labelEn }: NomenclatureValue, source: string): NomenclatureEntry {
  return { code, labelFr, labelEn, validFrom: null, validTo: null, source, status: 'to-confirm', extra: {} };
}
