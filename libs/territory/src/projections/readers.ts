/** Clause of a row-level policy: whoever is signed in. */
export const SIGNED_IN = '(SELECT auth.my_professional()) IS NOT NULL';

/** Clause of a row-level policy: whoever may know the name of the structure of the row (security.md § 1). */
export const NAMED = 'structure = ANY ((SELECT read.named_structures())::uuid[])';
