/** Clause of a row-level policy: whoever is signed in. */
export const SIGNED_IN = '(SELECT auth.my_professional()) IS NOT NULL';
