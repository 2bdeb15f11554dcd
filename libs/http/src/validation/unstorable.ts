import type { Problem } from '@jalons/kernel';

/** Nesting beyond which a body is not read further. */
const MAX_DEPTH = 32;

/** A lone surrogate: half of a character outside the basic plane. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Values that PostgreSQL cannot hold (`\u0000`, lone surrogates), refused at the edge with the field named
 * (architecture.md § 3.13), and nesting beyond measure. Null where all is well.
 */
export function findUnstorable(value: unknown, pointer = '', depth = 0): Problem | null {
  if (typeof value === 'string') return inText(value, pointer);
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= MAX_DEPTH) {
    return { field: pointer, code: 'too-deep', message: 'Cette valeur est imbriquée trop profondément.' };
  }
  for (const [key, inner] of Object.entries(value)) {
    const bad = inText(key, pointer) ?? findUnstorable(inner, `${pointer}/${escapePointer(key)}`, depth + 1);
    if (bad) return bad;
  }
  return null;
}

function inText(text: string, pointer: string): Problem | null {
  if (!text.includes('\u0000') && !LONE_SURROGATE.test(text)) return null;
  return { field: pointer, code: 'unstorable-character', message: 'Ce texte contient un caractère non accepté.' };
}

/** RFC 6901: `~` and `/` inside a key. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
