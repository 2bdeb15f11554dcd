import type { ScopedDatabase } from '@jalons/database';
import type { Scope } from '@jalons/identity';
import { caseNumberOf, type Instant, type Uuid } from '@jalons/kernel';

/** Shown at once; more of them are one trouble, not many. */
const MOST = 200;

/** $1 rows. Policies keep it to the territories that the reader coordinates, and to cases that the reader follows. */
const FAILED = `
  SELECT board.parcours, board.failed_code AS code, board.failed_ms::float8 AS at,
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

/** Reviews that failed (risk.md § 2): each comes again by itself, and at once where somebody asks. */
export class FailedReviews {
  constructor(private readonly database: ScopedDatabase) {}

  async list({ token }: Scope): Promise<FailedReviewList> {
    const { rows } = await this.database.query<Row>(token, FAILED, [MOST], { name: 'failed_reviews_1' });
    return {
      items: rows.map(({ parcours, code, at }) => ({
        ...{ caseNumber: caseNumberOf(parcours), code, at: new Date(at).toISOString() },
      })),
      total: rows[0]?.total ?? 0,
    };
  }

  /** @returns how many were asked for */
  async retry({ token }: Scope): Promise<number> {
    const { rows } = await this.database.query<{ asked: number }>(token, 'SELECT read.retry_reviews() AS asked', []);
    return rows[0]!.asked;
  }
}

interface Row {
  readonly parcours: Uuid;
  readonly code: string;
  readonly at: Instant;
  readonly total: number;
}
