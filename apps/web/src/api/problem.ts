/** One thing to mend: where (JSON pointer into the body sent), and the sentence for the user. */
export interface ProblemItem {
  readonly pointer?: string;
  readonly code: string;
  readonly message: string;
}

/** A refusal of the server (RFC 9457), as the screens show it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly items: readonly ProblemItem[] = [],
    /** Seconds that the server asks to be left alone. */
    readonly retryAfter?: number,
  ) {
    super(detail);
  }
}

/** Nothing came back: the request may or may not have been taken, and only the same key may be sent again. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Reads a problem document; an answer that is none keeps its status and the fallback sentence. */
export function problemOf(status: number, body: unknown, fallback: string, retryAfter?: string | null): ApiProblem {
  const document = isRecord(body) ? body : {};
  const errors = Array.isArray(document['errors']) ? document['errors'] : [];
  return new ApiProblem(
    status,
    text(document['code']) ?? `http-${status}`,
    text(document['detail']) ?? text(document['title']) ?? fallback,
    errors.flatMap((item: unknown) => itemOf(item) ?? []),
    /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined,
  );
}

/**
 * Shares the items of a problem among the fields of a form, by pointer; what points at no field stays in `rest`.
 * A pointer below a field (`/contract/kind`) belongs to the nearest field above it.
 */
export function byField(
  items: readonly ProblemItem[],
  pointers: Readonly<Record<string, string>>,
): { fields: Record<string, string>; rest: string[] } {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { pointer, message } of items) {
    const name = pointer === undefined ? undefined : nearest(normalised(pointer), pointers);
    if (name === undefined) rest.push(message);
    else fields[name] = fields[name] === undefined ? message : `${fields[name]} ${message}`;
  }
  return { fields, rest };
}

function nearest(pointer: string, pointers: Readonly<Record<string, string>>): string | undefined {
  const owners = Object.entries(pointers).filter(([, own]) => pointer === own || pointer.startsWith(`${own}/`));
  return owners.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

function normalised(pointer: string): string {
  return pointer.startsWith('/') ? pointer : `/${pointer.replaceAll('.', '/')}`;
}

function itemOf(item: unknown): ProblemItem | undefined {
  if (!isRecord(item)) return undefined;
  const message = text(item['message']);
  if (message === undefined) return undefined;
  const pointer = text(item['pointer']);
  return { code: text(item['code']) ?? 'invalid', message, ...(pointer !== undefined && { pointer }) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
