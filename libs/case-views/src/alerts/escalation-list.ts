import { pageOf } from '@jalons/http';
import { caseNumberOf, type CivilDate, dateAt, type Uuid } from '@jalons/kernel';
import type { Reader } from '../access/reader.js';
import { accessOf, coordinatedBy } from '../access/relation.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';

import type { AlertListParts } from './alert-list.js';

/** $1 territories that the reader coordinates; $2, $3 the row after which to go on; $4 rows. */
const PAGE = `
  SELECT waiting.alert, waiting.parcours, waiting.beneficiary, waiting.raised_on, waiting.escalated_on,
         coalesce(board.referent_structure, board.viewers[1]) AS structure
    FROM read.risk_escalations waiting
    LEFT JOIN read.risk_board board ON board.parcours = waiting.parcours
   WHERE waiting.territory = ANY ($1::uuid[]) AND (waiting.raised_on, waiting.alert) > ($2::date, $3::uuid)
   ORDER BY waiting.raised_on, waiting.alert LIMIT $4`;

const LIST = 'alert-escalations';
const BEFORE_ALL = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** An alert that nobody looked at in time: which case, whose, since when; nothing of who it is nor why. */
export interface Escalation {
  readonly caseNumber: string;
  readonly parcoursId: Uuid;
  readonly beneficiaryId: Uuid;
  readonly structure: Named | null;
  readonly raisedOn: CivilDate;
  readonly escalatedOn: CivilDate;
}

export interface EscalationPage {
  readonly items: readonly Escalation[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** What went up to the coordinator (risk.md § 3). */
export class EscalationList {
  constructor(private readonly parts: AlertListParts) {}

  /** The longest waiting first. */
  async page(reader: Reader, limit: number, cursor?: string): Promise<EscalationPage> {
    const { database, cursors, journal, clock, zone } = this.parts;
    const { scope } = reader;
    const after = cursor === undefined ? BEFORE_ALL : cursors.open(LIST, cursor);
    const values = [coordinatedBy(scope), ...after, limit + 1];
    const { rows } = await database.query<EscalationRow>(scope.token, PAGE, values, { name: 'escalations_1' });
    const { items, nextCursor } = pageOf(rows, limit, LIST, cursors, (row) => [row.raised_on, row.alert]);
    const now = clock.now();
    const subjects = [...new Set(items.map(({ beneficiary }) => beneficiary))];
    const [names] = await Promise.all([
      DirectoryNames.read(database, scope.token, {
        professionals: [],
        structures: items.flatMap(({ structure }) => (structure === null ? [] : [structure])),
        on: dateAt(now, zone),
      }),
      journal.record(
        accessOf(
          reader,
          'escalations',
          subjects.map((subject) => ({ subject, reason: 'duty' as const })),
          [],
          now,
        ),
      ),
    ]);
    return {
      items: items.map((row) => ({
        ...{ caseNumber: caseNumberOf(row.parcours), parcoursId: row.parcours, beneficiaryId: row.beneficiary },
        structure: row.structure === null ? null : names.structure(row.structure),
        ...{ raisedOn: row.raised_on, escalatedOn: row.escalated_on },
      })),
      ...(nextCursor !== undefined && { next: nextCursor }),
    };
  }
}

interface EscalationRow {
  readonly alert: Uuid;
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly structure: Uuid | null;
  readonly raised_on: CivilDate;
  readonly escalated_on: CivilDate;
}
