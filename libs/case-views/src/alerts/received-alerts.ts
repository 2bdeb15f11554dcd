import type { ScopedDatabase } from '@jalons/database';
import type { HeldCause } from '@jalons/dropout-risk';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { AlertRow, ToldFlag } from './alert-pages.js';

/** $1 orientations: what its receiver knows of each. */
const RECEIVED = `
  SELECT sent.orientation, sent.from_structure, sent.to_structure, sent.proposed_on, sent.accepted_on
    FROM read.orientations sent WHERE sent.orientation = ANY ($1::uuid[])`;

/** An orientation, as its receiver knows it. */
export interface Received {
  readonly orientation: Uuid;
  readonly from_structure: Uuid;
  readonly to_structure: Uuid;
  readonly proposed_on: CivilDate;
  readonly accepted_on: CivilDate | null;
}

/** The orientations that alerts wait for, by the anchor of their causes. */
export async function receivedOf(
  database: ScopedDatabase,
  token: string,
  rows: readonly AlertRow[],
): Promise<ReadonlyMap<string, Received>> {
  if (rows.length === 0) return new Map();
  const anchors = rows.flatMap(({ causes }) => causes.map(({ anchor }) => anchor));
  const { rows: found } = await database.query<Received>(token, RECEIVED, [anchors], { name: 'alerts_received_1' });
  return new Map(found.map((one) => [one.orientation, one]));
}

/**
 * An alert as the structure sees it that is to receive the person: the orientation that waits for it, from whom and since
 * when; nothing of the other structures, nor of the entries behind it (security.md § 1).
 */
export function asReceived(row: AlertRow, received: ReadonlyMap<string, Received>): AlertRow {
  return {
    ...row,
    received: true,
    ...{ referent: null, referent_structure: null, deputy: null },
    viewers: row.causes.flatMap(({ anchor }) => received.get(anchor)?.from_structure ?? []),
    causes: row.causes.map((cause) => ({ ...cause, evidence: [] })),
    flags: row.causes.flatMap((cause) => toldFlag(cause, received.get(cause.anchor))),
  };
}

/** R2 tells of an acceptance, R3 of a proposal (risk.md § 1). */
function toldFlag({ instance, rule, anchor }: HeldCause, sent: Received | undefined): readonly ToldFlag[] {
  if (sent === undefined) return [];
  const started = rule === 'R2';
  return [
    {
      ...{ instance, rule, anchor, variant: null, mutedBy: null, evidence: [], dueOn: null },
      since: (started ? sent.accepted_on : null) ?? sent.proposed_on,
      clearedBy: [started ? 'orientation-started' : 'orientation-answered'],
      structure: sent.to_structure,
    },
  ];
}
