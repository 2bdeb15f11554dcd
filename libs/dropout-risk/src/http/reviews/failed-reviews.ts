import type { ScopedDatabase } from '@jalons/database';
import type { Clock } from '@jalons/http';
import { accessOf, type Reader, type Scope } from '@jalons/identity';
import { caseNumberOf, type Instant, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';

/** Shown at once; more of them are one trouble, not many. */
const MOST = 200;

/** $1 rows. Policies keep it to the territories that the reader coordinates, and to cases that the reader follows. */
const FAILED = `
  SELECT board.parcours, board.beneficiary, board.failed_code AS code, board.failed_ms::float8 AS at,
         count(*) OVER ()::int AS total
    FROM read.risk_board board
   WHERE board.failed_ms IS NOT NULL
   ORDER BY board.failed_ms, board.parcours LIMIT $1`;

/** A case whose last review failed: by its number, with the code of what went wrong. */
export interface FailedReviewItem {
  readonly caseNumber: string;
  readonly code: string;
  readonly at: string;
}

export interface FailedReviewList {
  readonly items: readonly FailedReviewItem[];
  readonly total: number;
}

export interface FailedReviewsParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly clock: Clock;
}

/** Reviews that failed (risk.md § 2): each comes again by itself, and at once where somebody asks. */
export class FailedReviews {
  constructor(private readonly parts: FailedReviewsParts) {}

  /** The line in the access journal is written before the list is answered. */
  async list(reader: Reader): Promise<FailedReviewList> {
    const { database, journal, clock } = this.parts;
    const { rows } = await database.query<Row>(reader.scope.token, FAILED, [MOST], { name: 'failed_reviews_2' });
    const subjects = [...new Set(rows.map(({ beneficiary }) => beneficiary))];
    await journal.record(
      accessOf(
        reader,
        'failed-reviews',
        subjects.map((subject) => ({ subject, reason: 'duty' })),
        [],
        clock.now(),
      ),
    );
    return {
      items: rows.map(({ parcours, code, at }) => ({
        ...{ caseNumber: caseNumberOf(parcours), code, at: new Date(at).toISOString() },
      })),
      total: rows[0]?.total ?? 0,
    };
  }

  /** @returns how many were asked for */
  async retry({ token }: Scope): Promise<number> {
    const { database } = this.parts;
    const { rows } = await database.query<{ asked: number }>(token, 'SELECT read.retry_reviews() AS asked', []);
    return rows[0]!.asked;
  }
}

interface Row {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly code: string;
  readonly at: Instant;
  readonly total: number;
}
