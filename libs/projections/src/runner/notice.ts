import type { Position } from '@jalons/event-log';

/** What the operator of a process may want to read; names and codes only, never a value of an event. */
export type ProjectionNotice = { readonly projection: string } & (
  | { readonly kind: 'taken' | 'lost' | 'live' | 'waiting-for-tables' | 'newer-in-database' | 'definition-changed' }
  | { readonly kind: 'parked'; readonly position: Position; readonly code: string }
  | { readonly kind: 'failing'; readonly after: Position | null; readonly code: string; readonly failures: number }
  | { readonly kind: 'rebuilt' }
  | { readonly kind: 'rebuild-failed'; readonly code: string }
);
