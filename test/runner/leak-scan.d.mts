export function seededValues(): Readonly<Record<string, string>>;
export function printedForms(value: string): readonly string[];
export class LeakScan {
  readonly hits: ReadonlySet<string>;
  constructor(values?: Readonly<Record<string, string>>);
  write(chunk: Uint8Array): void;
}
