import type { ScopedDatabase } from '@jalons/database';
import { alertUnknown } from '@jalons/dropout-risk';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import { type CivilDate, dateAt, type Instant, type Uuid } from '@jalons/kernel';
import type { AccessJournal, AccessReason } from '@jalons/privacy';
import type { Language } from '@jalons/territory';
import type { Reader } from '../access/reader.js';
import { accessOf, reasonFor } from '../access/relation.js';
import { DirectoryNames } from '../names/directory-names.js';
import { type AlertItem, alertItem, flagOf, structureOf } from './alert-item.js';
import {
  ALERT_COUNTS,
  type AlertLevel,
  type AlertListState,
  alertPage,
  type AlertRow,
  EVIDENCE_DAYS,
  ONE_ALERT,
} from './alert-pages.js';
import { asReceived, receivedOf } from './received-alerts.js';

export interface AlertPage {
  readonly items: readonly AlertItem[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface AlertsAsked {
  readonly state: AlertListState;
  /** `mine`: of the cases that the reader answers for, or stands in for. */
  readonly whose: 'mine' | 'all';
  readonly level?: AlertLevel;
  /** One of the reader's. */
  readonly structure?: Uuid;
  readonly limit: number;
  readonly cursor?: string;
}

/** How many alerts each list holds; `mine` and the levels are among the active ones. */
export type AlertCountsFound = Readonly<
  Record<'active' | 'unseen' | 'in-charge' | 'snoozed' | 'mine' | AlertLevel, number>
>;

export interface AlertListParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

const EVERY_LEVEL = ['none', 'watch', 'at-risk', 'critical'];
const NOBODY = '00000000-0000-0000-0000-000000000000';
const BEFORE_ALL = [-Number.MAX_SAFE_INTEGER, '-infinity', NOBODY, 0];

/** The inbox of alerts: of the people whom the reader's structures follow or are to receive. */
export class AlertList {
  constructor(private readonly parts: AlertListParts) {}

  /** The most pressing first. The line in the access journal is written before the page is answered. */
  async page(reader: Reader, asked: AlertsAsked, language: Language): Promise<AlertPage> {
    const { state, whose, level, structure, limit, cursor } = asked;
    const { database, cursors, clock, zone } = this.parts;
    const { scope } = reader;
    const list = `alerts/${state}/${whose}/${level ?? 'all'}/${structure ?? 'all'}`;
    const after = cursor === undefined ? BEFORE_ALL : cursors.open(list, cursor);
    const now = clock.now();
    const structures = scope.structures.filter((one) => structure === undefined || one === structure);
    const levels = level === undefined ? EVERY_LEVEL : [level];
    const { name, text } = alertPage(state, whose);
    const values = [structures, scope.professional, dateAt(now, zone), levels, ...after, limit + 1];
    const { rows } = await database.query<AlertRow>(scope.token, text, values, { name });
    const { items, nextCursor } = pageOf(rows.flatMap(opened(reader)), limit, list, cursors, ({ row }) => [
      ...[row.rank, row.raised_on, row.alert, row.n],
    ]);
    return {
      items: await this.told(reader, items, 'alerts', { now, language }),
      ...(nextCursor !== undefined && { next: nextCursor }),
    };
  }

  /** One alert; refused as unknown where it is not open to the reader. */
  async one(reader: Reader, alert: Uuid, n: number | undefined, language: Language): Promise<AlertItem> {
    const { database, clock, zone } = this.parts;
    const now = clock.now();
    const values = [alert, n ?? null, dateAt(now, zone)];
    const { rows } = await database.query<AlertRow>(reader.scope.token, ONE_ALERT.text, values, {
      name: ONE_ALERT.name,
    });
    const [item] = await this.told(reader, rows.flatMap(opened(reader)), 'alert', { now, language });
    if (item === undefined) throw alertUnknown();
    return item;
  }

  /** Numbers alone, of nobody: no line in the journal. */
  async counts({ scope }: Reader): Promise<AlertCountsFound> {
    const { database, clock, zone } = this.parts;
    const values = [scope.structures, scope.professional, dateAt(clock.now(), zone)];
    const { rows } = await database.query<AlertCountsFound>(scope.token, ALERT_COUNTS.text, values, {
      name: ALERT_COUNTS.name,
    });
    return rows[0]!;
  }

  private async told(
    reader: Reader,
    items: readonly Opened[],
    action: string,
    { now, language }: { readonly now: Instant; readonly language: Language },
  ): Promise<readonly AlertItem[]> {
    if (items.length === 0) return [];
    const { journal, zone } = this.parts;
    const rows = await this.shown(reader, items);
    const subjects = new Map(items.map(({ row, reason }) => [row.beneficiary, reason]));
    const near = items.flatMap(({ row: { viewers, receivers } }) => [...viewers, ...(receivers ?? [])]);
    const [names, days] = await Promise.all([
      this.namesOf(reader, rows, dateAt(now, zone)),
      this.daysOf(reader, rows),
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
    return rows.map((row) => alertItem(row, { names, days, zone, language }));
  }

  /** The rows, those that an orientation alone opens cut down to it. */
  private async shown({ scope }: Reader, items: readonly Opened[]): Promise<readonly AlertRow[]> {
    const byOrientation = ({ row, reason }: Opened) => reason === 'orientation' && !row.elevated;
    const rows = items.filter(byOrientation).map(({ row }) => row);
    const received = await receivedOf(this.parts.database, scope.token, rows);
    return items.map((item) => (byOrientation(item) ? asReceived(item.row, received) : item.row));
  }

  private namesOf({ scope }: Reader, rows: readonly AlertRow[], on: CivilDate): Promise<DirectoryNames> {
    const known = (ids: readonly (Uuid | null | undefined)[]) => ids.flatMap((id) => id ?? []);
    return DirectoryNames.read(this.parts.database, scope.token, {
      professionals: known(rows.flatMap((row) => [row.referent, row.deputy, row.in_charge_by, row.ended_by])),
      structures: known(
        rows.flatMap((row) => [structureOf(row), ...row.causes.map((cause) => flagOf(cause, row)?.structure)]),
      ),
      on,
    });
  }

  private async daysOf({ scope }: Reader, rows: readonly AlertRow[]): Promise<ReadonlyMap<Uuid, CivilDate>> {
    const evidence = rows.flatMap((row) => row.causes.flatMap((cause) => (flagOf(cause, row) ?? cause).evidence));
    const { rows: found } = await this.parts.database.query<{ id: Uuid; on: CivilDate }>(
      scope.token,
      EVIDENCE_DAYS.text,
      [rows.map(({ parcours }) => parcours), evidence],
      { name: EVIDENCE_DAYS.name },
    );
    return new Map(found.map(({ id, on }) => [id, on]));
  }
}

interface Opened {
  readonly row: AlertRow;
  readonly reason: AccessReason;
}

/** Rows that nothing opens to the reader are left out, should PostgreSQL ever let one through. */
function opened({ scope }: Reader): (row: AlertRow) => readonly Opened[] {
  return (row) => {
    const reason = reasonFor(scope, row);
    return reason === null ? [] : [{ row, reason }];
  };
}
