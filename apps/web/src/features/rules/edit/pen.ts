/** Reads and writes one rule set by JSON pointer; `write` is absent where the version may only be read. */
export interface Pen {
  value(pointer: string): unknown;
  error(pointer: string): string | undefined;
  readonly write?: (pointer: string, value: unknown) => void;
}
