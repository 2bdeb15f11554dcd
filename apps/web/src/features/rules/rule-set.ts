/** What the screens read of a rule set (libs/dropout-risk/rule-sets/default.v1.json); the server checks the whole. */
export interface RuleSetFile {
  readonly label: { readonly fr: string; readonly en: string };
  readonly levels: Readonly<Record<string, unknown>>;
  readonly alerts: Readonly<Record<string, unknown>>;
  readonly appointment: Readonly<Record<string, unknown>>;
  readonly rules: readonly RuleFile[];
  readonly suppression: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
}

export interface RuleFile {
  readonly instance: string;
  readonly rule: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly weight: unknown;
  readonly group: string | null;
  readonly rearmDays?: unknown;
  readonly params: unknown;
}

export interface Cell {
  readonly effect: string;
  readonly thenDays?: unknown;
  readonly atMostDays?: unknown;
}

export const GROUPS = ['S', 'H', 'B'] as const;
export const EFFECTS = ['none', 'mute', 'end'] as const;
export const COLUMNS = ['appointment', 'pause', 'waitingStart', 'exit', 'noContactWanted'] as const;
/** The days that a cell may have besides, by its column. */
export const CELL_DAYS: Readonly<Record<string, readonly ('thenDays' | 'atMostDays')[]>> = {
  pause: ['thenDays'],
  waitingStart: ['atMostDays', 'thenDays'],
};

/** The value under a JSON pointer; undefined where there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  return membersOf(pointer).reduce((at: unknown, member) => (isHolder(at) ? at[member] : undefined), value);
}

/** The same with another value under the pointer; undefined takes the member away. Nothing is changed in place. */
export function withValue<Whole>(whole: Whole, pointer: string, value: unknown): Whole {
  return put(whole, membersOf(pointer), value) as Whole;
}

function put(at: unknown, [member, ...deeper]: readonly string[], value: unknown): unknown {
  if (member === undefined) return value;
  if (Array.isArray(at)) return at.map((item, index) => (String(index) === member ? put(item, deeper, value) : item));
  const { [member]: old, ...others } = isHolder(at) ? at : {};
  const next = put(old, deeper, value);
  return next === undefined ? others : { ...(isHolder(at) ? at : {}), [member]: next };
}

/** A number as typed: what is no number stays as it is, for the server to say so; nothing is none. */
export function typedNumber(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** Every number of the parameters of a rule, by its path below them: `days/support`. */
export function numbersIn(params: unknown): readonly string[] {
  if (!isHolder(params)) return [];
  return Object.entries(params).flatMap(([name, value]) =>
    isHolder(value) ? numbersIn(value).map((below) => `${name}/${below}`) : [name],
  );
}

/** Where each value stands in the body sent, under its own pointer as a name. */
export function pointersIn(value: unknown, below = ''): Record<string, string> {
  if (!isHolder(value)) return { [below]: `/ruleSet${below}` };
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, member]) => pointersIn(member, `${below}/${escaped(name)}`)),
  ) as Record<string, string>;
}

/** The rules with one more appearance of a rule after it, under a name that is free. */
export function withVariant(rules: readonly RuleFile[], index: number): readonly RuleFile[] {
  const source = rules[index];
  if (source === undefined) return rules;
  const taken = new Set(rules.map(({ instance }) => instance));
  const free = [...'bcdefghijklmnopqrstuvwxyz'].map((letter) => `${source.rule}${letter}`);
  const instance = free.find((name) => !taken.has(name)) ?? `${source.rule}-${rules.length}`;
  return rules.toSpliced(index + 1, 0, { ...source, instance });
}

/** A member of a pointer, as a pointer writes it. */
export function escaped(member: string): string {
  return member.replaceAll('~', '~0').replaceAll('/', '~1');
}

function membersOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
