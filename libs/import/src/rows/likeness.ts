import { derivedId, keysOfName, likenessOfKeys, type CivilDate, type Uuid } from '@jalons/kernel';

/** Names and birth date of somebody as one HMAC: equal where they may be the same person (domain.md § 5). */
export class Likenesses {
  constructor(private readonly idSecret: Uint8Array) {}

  /** Null without a full name and a birth date: less says nothing. */
  ofIdentity({
    givenName,
    familyName,
    birthName,
    birthDate,
  }: {
    readonly givenName?: string;
    readonly familyName?: string;
    readonly birthName?: string;
    readonly birthDate?: CivilDate;
  }): Uuid | null {
    if (givenName === undefined || familyName === undefined || birthDate === undefined) return null;
    return this.ofKeys([givenName, familyName, birthName ?? ''].flatMap(keysOfName), birthDate);
  }

  /** The same from the keys that a name is kept under. */
  ofKeys(keys: readonly string[], birthDate: CivilDate): Uuid | null {
    const likeness = likenessOfKeys(keys);
    return likeness === null ? null : derivedId(this.idSecret, 'import likeness', likeness, birthDate);
  }
}
