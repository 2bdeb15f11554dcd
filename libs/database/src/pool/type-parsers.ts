import pg from 'pg';

const DATE = 1082;
const DATE_ARRAY = 1182;

const UUID_ARRAY = 2951;

const TEXT_ARRAY = 1009 as number;
const asIs = (value: string): string => value;

/**
 * How column types arrive, decided once for every pool:
 * - `date` stays the civil date `YYYY-MM-DD`: a Date object would shift it by the zone of the process;
 * - `bigint` and `numeric` stay decimal strings (the driver's default): positions are opaque strings at the port,
 *   and a number would lose digits beyond 2^53. Cast in SQL (`::float8`, `::int`) where a number is wanted.
 * - `uuid[]` is cut at its commas: ids are never quoted, and the driver's parser, which reads letter by letter, took a
 *   quarter of what a page of a hundred cases left to the garbage collector.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === DATE) return asIs;
      if (oid === UUID_ARRAY) return idsOf;
      if (oid === DATE_ARRAY) return pg.types.getTypeParser(TEXT_ARRAY, 'text');
    }
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

const parseArray: (value: string) => unknown = pg.types.getTypeParser(UUID_ARRAY as number, 'text');

function idsOf(value: string): unknown {
  if (value === '{}') return [];
  // NULL, or arrays of arrays, bounds included: what is rare is the driver's.
  return /^\{[0-9a-f-][^N{]*\}$/.test(value) ? value.slice(1, -1).split(',') : parseArray(value);
}
