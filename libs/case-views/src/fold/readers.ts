/** Clauses of row-level policies, each over columns of the row (security.md § 1). Functions run once per statement. */

/** The structure of one of my mandates is among those of a column. */
export const oneOfMine = (column: string): string => `${column} && (SELECT auth.my_structures())::uuid[]`;

/** The column names a structure of one of my mandates. */
export const mine = (column: string): string => `${column} = ANY ((SELECT auth.my_structures())::uuid[])`;

/** I have broken the glass on this person, and it still holds. */
export const elevated = (column: string): string => `${column} = ANY ((SELECT auth.my_elevations())::uuid[])`;

/** I coordinate the territory. */
export const coordinated = (column: string): string => `${column} = ANY ((SELECT auth.my_territories())::uuid[])`;

/** I coordinate one of the territories of a column. */
export const coordinatedOneOf = (column: string): string => `${column} && (SELECT auth.my_territories())::uuid[]`;

/** Lets the api see these columns of the rows that any of the clauses opens; every other row stays unseen. */
export function opened(table: string, columns: readonly string[], ...clauses: readonly string[]): string {
  return `
    GRANT SELECT (${columns.join(', ')}) ON ${table} TO jalons_api;
    CREATE POLICY api_reads ON ${table} FOR SELECT TO jalons_api USING (${clauses.join(' OR ')});`;
}
