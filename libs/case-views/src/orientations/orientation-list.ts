import type { ScopedDatabase } from '@jalons/database';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import { type CivilDate, dateAt, DomainError, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, coordinatedBy } from '../access/relation.js';
import { DirectoryNames } from '../names/directory-names.js';
import {
  type OrientationItem,
  orientationItem,
  openedOrientations,
  type OpenedOrientation,
} from './orientation-item.js';
import {
  ONE_ORIENTATION,
  orientationPage,
  type OrientationOwner,
  type OrientationRow,
  type OrientationState,
} from './orientation-pages.js';

export type Direction = 'received' | 'sent';

export interface OrientationsAsked {
  readonly direction: Direction;
  readonly state: OrientationState;
  readonly limit: number;
  readonly cursor?: string;
}

export interface OrientationPage {
  readonly items: readonly OrientationItem[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** An orientation with what was asked of the receiver. */
export interface OrientationView extends OrientationItem {
  /** Of the proposal: the need, the sheet... Nothing for who may not read them, or no longer. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface OrientationListParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

/** Orientations sent and received by my structures; for a coordinator, those of the territory, by number. */
export class OrientationList {
  constructor(private readonly parts: OrientationListParts) {}

  /** Those that wait, the longest first, or those that no longer do, the newest first. */
  async page(reader: Reader, { direction, state, limit, cursor }: OrientationsAsked): Promise<OrientationPage> {
    const { database, cursors } = this.parts;
    const { owner, ids } = ownersFor(reader, direction);
    const { name, text, beforeAll } = orientationPage(owner, state);
    const list = `orientations/${owner}/${state}`;
    const after = cursor === undefined ? beforeAll : cursors.open(list, cursor);
    const { rows } = await database.query<OrientationRow>(reader.scope.token, text, [ids, ...after, limit + 1], {
      name,
    });
    const { items, nextCursor } = pageOf(openedOrientations(reader, rows), limit, list, cursors, ({ row }) => [
      row.proposed_on,
      row.orientation,
    ]);
    const shown = await this.show(reader, 'orientations', items);
    return { items: shown, ...(nextCursor !== undefined && { next: nextCursor }) };
  }

  /** One, with its sheet as far as the reader may see it; refused as unknown where it is not open to the reader. */
  async one(reader: Reader, orientation: Uuid): Promise<OrientationView> {
    const { rows } = await this.parts.database.query<OrientationRow>(
      reader.scope.token,
      ONE_ORIENTATION,
      [orientation],
      { name: 'orientation_2' },
    );
    const [opened] = openedOrientations(reader, rows);
    if (opened === undefined) throw unknownOrientation();
    const [item] = await this.show(reader, 'orientation', [opened]);
    return { ...item!, data: opened.row.asked ?? {} };
  }

  private async show(
    reader: Reader,
    action: string,
    opened: readonly OpenedOrientation[],
  ): Promise<readonly OrientationItem[]> {
    const { database, journal, clock, zone } = this.parts;
    const now = clock.now();
    const today = dateAt(now, zone);
    const subjects = new Map(opened.map(({ row, reason }) => [row.beneficiary, reason]));
    const near = opened.flatMap(({ row }) => [...row.viewers, row.to_structure]);
    const [names] = await Promise.all([
      namesOf(database, reader, opened, today),
      journal.record(
        accessOf(
          reader,
          action,
          [...subjects].map(([subject, reason]) => ({ subject, reason })),
          near,
          now,
        ),
      ),
    ]);
    return opened.map((each) => orientationItem(each, names, today));
  }
}

function ownersFor(
  { scope }: Reader,
  direction: Direction,
): { readonly owner: OrientationOwner; readonly ids: readonly Uuid[] } {
  if (scope.structures.length === 0) return { owner: 'territory', ids: coordinatedBy(scope) };
  return { owner: direction === 'received' ? 'to_structure' : 'from_structure', ids: scope.structures };
}

function namesOf(
  database: ScopedDatabase,
  { scope }: Reader,
  opened: readonly OpenedOrientation[],
  on: CivilDate,
): Promise<DirectoryNames> {
  return DirectoryNames.read(database, scope.token, {
    professionals: [],
    structures: opened.flatMap(({ row }) => [row.from_structure, row.to_structure]),
    on,
  });
}

function unknownOrientation(): DomainError {
  return new DomainError(
    'not-found',
    'orientation-unknown',
    'Cette orientation n’existe pas ou ne vous est pas ouverte.',
  );
}
