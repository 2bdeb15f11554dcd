import type { Position } from '@jalons/event-log';
import type { CivilDate, DomainError, Instant, Uuid } from '@jalons/kernel';
import type { ImportSummary } from '../run/summary.js';
import type { UndoSummary } from '../run/undo-import.js';

/**
 * An import asked for over HTTP, from its first file to its undo:
 *
 *   collecting → preview-waiting → previewing → previewed | to-map | preview-failed
 *   previewed → run-waiting → running → done | failed | cancelled → undo-waiting → undoing → undone
 *   whatever did not run → abandoned
 */
export const DEPOSIT_STATES = [
  ...['collecting', 'preview-waiting', 'previewing', 'previewed', 'to-map', 'preview-failed'],
  ...['run-waiting', 'running', 'done', 'failed', 'cancelled', 'abandoned', 'undo-waiting', 'undoing', 'undone'],
] as const;
export type DepositState =
  | 'collecting'
  | 'preview-waiting'
  | 'previewing'
  | 'previewed'
  | 'to-map'
  | 'preview-failed'
  | 'run-waiting'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'abandoned'
  | 'undo-waiting'
  | 'undoing'
  | 'undone';

export type DepositAction = 'upload' | 'preview' | 'run' | 'cancel' | 'undo';

/** Files may be given, and looked at. */
export const OPEN: readonly DepositState[] = ['collecting', 'previewed', 'to-map', 'preview-failed'];
/** A worker has something to do, or does it. */
export const ASKED: readonly DepositState[] = [
  ...(['preview-waiting', 'previewing', 'run-waiting', 'running', 'undo-waiting', 'undoing'] as const),
];
/** It ran, and what stands of it may be undone. */
export const UNDOABLE: readonly DepositState[] = ['done', 'failed', 'cancelled', 'undone'];
/** Nothing is read any more: files and key are gone. */
export const ENDED: readonly DepositState[] = [...UNDOABLE, 'abandoned', 'undo-waiting', 'undoing'];

/** What may be asked of an import now. */
export function actionsOf(state: DepositState, isBegun: boolean): readonly DepositAction[] {
  if (OPEN.includes(state))
    return ['upload', 'preview', ...(state === 'previewed' ? (['run'] as const) : []), 'cancel'];
  if (UNDOABLE.includes(state)) return isBegun ? ['undo'] : [];
  return ASKED.includes(state) && !ENDED.includes(state) ? ['cancel'] : [];
}

/** A table of a deposited file, as the profile and the file call its columns. */
export interface DepositTable {
  readonly name: string;
  /** A file of the profile; null where none is known. */
  readonly as: string | null;
  readonly columns: readonly string[];
  readonly used: readonly { readonly column: string; readonly theirs: string }[];
  /** Columns of the profile that the nearest file needs. */
  readonly missing: readonly string[];
  readonly unused: readonly string[];
}

/** Why nothing came of what was asked; its sentences quote nothing of the files. */
export type DepositFailure = Pick<DomainError, 'code' | 'message'> & {
  readonly problems: readonly { readonly code: string; readonly message: string }[];
};

export interface DepositedFile {
  readonly id: Uuid;
  readonly name: string;
  readonly bytes: number;
}

/** How much of an undo is kept to be shown. */
export const MOST_KEPT = 200;

export interface DepositUndo extends Pick<UndoSummary, 'voided' | 'kept'> {
  readonly moreKept: number;
  /** Up to where it wrote; absent of one that was kept before this was. */
  readonly position?: Position | null;
}

/** An import as its structure follows it. */
export interface Deposit {
  readonly id: Uuid;
  readonly structure: Uuid;
  readonly createdAt: Instant;
  readonly createdBy: Uuid;
  readonly state: DepositState;
  /** Id of the profile, given or found. */
  readonly profile: string | null;
  readonly referenceOn: CivilDate | null;
  readonly files: readonly DepositedFile[];
  readonly progress: {
    readonly step: 'reading' | 'writing';
    readonly rows: number;
    readonly total: number | null;
  } | null;
  readonly preview: ImportSummary | null;
  readonly result: ImportSummary | null;
  readonly failure: DepositFailure | null;
  readonly undo: DepositUndo | null;
  /** import.imports.id, once it began. */
  readonly import: Uuid | null;
}
