import { LeakScan, seededValues } from '../runner/leak-scan.mjs';

/** Every personal value by what it is of; see seeded-values.json. */
export type SeededValues = Readonly<
  Record<
    | 'givenName'
    | 'familyName'
    | 'birthDate'
    | 'phone'
    | 'email'
    | 'address'
    | 'note'
    | 'professionalGivenName'
    | 'professionalFamilyName'
    | 'professionalEmail',
    string
  >
>;

/**
 * The invented personal values that specs take when what they do must leave no trace: the test runner fails a run that
 * prints one of them, and the log of its database server is searched for them when it stops.
 */
export const SEEDED = seededValues() as SeededValues;

/** A value as it is and in the encodings in which it could lie about in a table or a file. */
export function storedForms(value: Buffer | string): readonly Buffer[] {
  const bytes = Buffer.from(value);
  const encodings = ['hex', 'base64', 'base64url'] as const;
  return [bytes, ...encodings.map((encoding) => Buffer.from(bytes.toString(encoding).replace(/=+$/, '')))];
}

/** Names of the seeded values that a table or a file holds, in whatever form. */
export function seededIn(content: Buffer, values: Readonly<Record<string, string>> = SEEDED): readonly string[] {
  const scan = new LeakScan(values);
  scan.write(content);
  return Object.entries(values)
    .filter(([name, value]) => scan.hits.has(name) || storedForms(value).some((form) => content.includes(form)))
    .map(([name]) => name);
}
