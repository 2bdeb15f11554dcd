import type { NomenclatureCatalogue, NomenclatureName } from '@jalons/kernel';

/**
 * Whether a value is for the structure that recorded it and for the referent alone (security.md § 1): the column
 * `reserved` of its list says so. A value that the list does not know is.
 */
export type Reserved = (list: NomenclatureName, code: string) => boolean;

/** @param catalogue a value marked or unmarked in it needs the read models built anew: raise their version */
export function reservedIn(catalogue: NomenclatureCatalogue): Reserved {
  return (list, code) => {
    const entry = catalogue.entry(list, code);
    return entry === null || entry.extra['reserved'] === 'yes';
  };
}
