import { DomainError } from '@jalons/kernel';

const LONE_SURROGATE = /\p{Surrogate}/u;
const MAX_DEPTH = 32;

type TextTest = (text: string) => boolean;

/**
 * Refuses what JSON drops or changes in silence and what `jsonb` refuses: `\u0000`, lone surrogates, BigInt, undefined,
 * NaN and infinities, dates and other class instances, functions, symbols, cycles. Read models store what events hold,
 * so nothing enters the log that they could not keep (architecture.md § 3.13).
 * @param pointer JSON pointer of `value` itself, the prefix of the field that the refusal names
 */
export function assertJsonSafe(value: unknown, pointer = ''): void {
  check(value, pointer, [], isUnsafeText);
}

/**
 * The JSON of an object whose members {@link assertJsonSafe} accepts, without those that are undefined; refuses the
 * others as it does.
 */
export function safeJson(members: Readonly<Record<string, unknown>>): string {
  for (const name of Object.keys(members)) {
    const value = members[name];
    // Most members are texts, which are looked at below: a pointer for each of them takes half of the checks.
    if (value !== undefined && typeof value !== 'string') check(value, `/${name}`, [], () => false);
  }
  const json = JSON.stringify(members);
  // JSON escapes what is unsafe and little else: looking once at the whole is cheaper than at each text.
  if (json.includes('\\u')) assertJsonSafe(JSON.parse(json));
  return json;
}

/** `path` is shared and restored: pointers are written out only for a refusal. */
function check(value: unknown, pointer: string, path: (string | number)[], unsafe: TextTest): void {
  switch (typeof value) {
    case 'string':
      if (unsafe(value)) refuse(pointer, path, 'contient un caractère qui ne peut être conservé');
      return;
    case 'number':
      if (!Number.isFinite(value)) refuse(pointer, path, "n'est pas un nombre");
      return;
    case 'boolean':
      return;
    case 'object':
      if (value === null) return;
      if (path.length === MAX_DEPTH) refuse(pointer, path, 'est trop imbriqué');
      if (Array.isArray(value)) checkArray(value, pointer, path, unsafe);
      else checkObject(value, pointer, path, unsafe);
      return;
    default:
      refuse(pointer, path, "n'est pas une valeur que JSON connaît");
  }
}

function checkArray(values: readonly unknown[], pointer: string, path: (string | number)[], unsafe: TextTest): void {
  for (let index = 0; index < values.length; index += 1) {
    path.push(index);
    check(values[index], pointer, path, unsafe);
    path.pop();
  }
}

function checkObject(value: object, pointer: string, path: (string | number)[], unsafe: TextTest): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Plain objects of another realm are plain too: nothing is above their prototype.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    refuse(pointer, path, "n'est pas une valeur que JSON connaît");
  }
  for (const name of Object.keys(value)) {
    if (unsafe(name)) refuse(pointer, path, 'a un nom de champ qui ne peut être conservé');
    path.push(name);
    check((value as Record<string, unknown>)[name], pointer, path, unsafe);
    path.pop();
  }
}

function isUnsafeText(text: string): boolean {
  return text.includes('\0') || LONE_SURROGATE.test(text);
}

function refuse(pointer: string, path: readonly (string | number)[], message: string): never {
  const steps = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const field = pointer + steps.join('');
  const named = field === '' ? 'La valeur' : `Le champ ${field}`;
  throw new DomainError('invalid', 'not-storable', `${named} ${message}.`, [{ field, code: 'not-storable', message }]);
}
