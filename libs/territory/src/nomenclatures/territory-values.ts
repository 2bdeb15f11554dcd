import type { ScopedDatabase } from '@jalons/database';
import type { NomenclatureEntry, NomenclatureName, Uuid } from '@jalons/kernel';

/** $1 list, $2 territories: what profiles of imports added to the lists of the product (migration 0090). */
const ADDED = `
  SELECT DISTINCT ON (code) code, label_fr AS "labelFr", label_en AS "labelEn", source FROM import.territory_values
   WHERE list = $1 AND territory = ANY ($2::uuid[]) ORDER BY code, territory`;

/** Values that a territory has beside those of the product: screens read their labels like the others. */
export class TerritoryValues {
  constructor(private readonly database: ScopedDatabase) {}

  async of(list: NomenclatureName, territories: readonly Uuid[], token: string): Promise<readonly NomenclatureEntry[]> {
    if (territories.length === 0) return [];
    const { rows } = await this.database.query<AddedRow>(token, ADDED, [list, territories]);
    return rows.map((row) => ({ ...row, validFrom: null, validTo: null, status: 'to-confirm', extra: {} }));
  }
}

type AddedRow = Pick<NomenclatureEntry, 'code' | 'labelFr' | 'labelEn' | 'source'>;
