import pg from 'pg';

const DATE = 1082;
const DATE_ARRAY = 1182;

const TEXT_ARRAY = 1009 as number;
const asIs = (value: string): string => value;

/**
 * How column types arrive, decided once for every pool:
 * - `date` stays the civil date `YYYY-MM-DD`: a Date object would shift it by the zone of the process;
 * - `bigint` and `numeric` stay decimal strings (the driver's default): positions are opaque strings at the port,
 *   and a number would lose digits beyond 2^53. Cast in SQL (`::float8`, `::int`) where a number is wanted.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === DATE) return asIs;
      if (oid === DATE_ARRAY) return pg.types.getTypeParser(TEXT_ARRAY, 'text');
    }
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};
