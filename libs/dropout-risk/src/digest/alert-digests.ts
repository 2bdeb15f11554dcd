import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { DigestAsked, DigestContent, DigestSource } from '@jalons/notify';
import type pg from 'pg';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Level } from '../rule-set/rule-set.js';
import {
  answersFor,
  coordinatorsOf,
  routeAlert,
  type AlertPlace,
  type HeldPlace,
  type Office,
  type StandIn,
} from './route-alert.js';
import { digestText, type Occasion, type ToldAlert } from './digest-text.js';

/** $1 professional, $2 day: where they work on that day */
const OWN = `
  SELECT structure, territory, role FROM read.mandates
   WHERE professional = $1 AND role = ANY ('{operator,structure-manager,coordinator}')
     AND held_from <= $2 AND (held_until IS NULL OR $2 < held_until)`;

/** $1 structures, $2 territories: open alerts that may concern those who work there */
const NEAR = `
  SELECT alert.alert, alert.n, alert.parcours, alert.level, alert.raised_on AS "raisedOn", alert.backlog,
         alert.suspended, alert.snoozed_until AS "snoozedUntil", alert.woken_on AS "wokenOn",
         alert.in_charge_by AS "inChargeBy",
         alert.territory, alert.viewers, alert.receivers, board.referent, board.referent_structure AS "referentStructure",
         escalation.alert IS NOT NULL AS escalated
    FROM read.risk_alerts alert
    JOIN read.risk_board board USING (parcours)
    LEFT JOIN read.risk_escalations escalation ON escalation.alert = alert.alert
   WHERE alert.ended_ms IS NULL AND NOT alert.shadow
     AND (alert.viewers && $1 OR alert.receivers && $1 OR alert.territory = ANY ($2))`;

/** $1 structures, $2 territories, $3 day */
const HELD = `
  SELECT DISTINCT professional, role, structure, territory FROM read.mandates
   WHERE held_from <= $3 AND (held_until IS NULL OR $3 < held_until)
     AND (structure = ANY ($1) AND role = ANY ('{operator,structure-manager}')
          OR territory = ANY ($2) AND role = 'coordinator')`;

/** $1 day */
const AWAY = `
  SELECT professional, deputy FROM read.risk_deputies
   WHERE held_from <= $1 AND (held_until IS NULL OR $1 < held_until)`;

/** $1 professional, $2 alerts, $3 their n, $4 occasions, $5 digest */
const CLAIM = `
  INSERT INTO engine.digest_told (professional, alert, n, occasion, digest)
  SELECT $1, told.alert, told.n, told.occasion, $5
    FROM unnest($2::uuid[], $3::integer[], $4::text[]) told (alert, n, occasion)
  ON CONFLICT DO NOTHING`;

/** $1 digest */
const CLAIMED = 'SELECT alert, n, occasion FROM engine.digest_told WHERE digest = $1';
const RELEASE = 'DELETE FROM engine.digest_told WHERE digest = $1';

const TIDY = `
  DELETE FROM engine.digest_told told
   WHERE NOT EXISTS (SELECT 1 FROM read.risk_alerts alert
                      WHERE alert.alert = told.alert AND alert.n = told.n AND alert.ended_ms IS NULL)`;

/** $1 now: what a review has still to find out after an import, or under other rules */
const UNSETTLED = 'SELECT 1 FROM read.risk_board WHERE backlog AND due_ms <= $1 LIMIT 1';

interface NearRow extends AlertPlace {
  readonly alert: Uuid;
  readonly n: number;
  readonly parcours: Uuid;
  readonly level: Level;
  readonly raisedOn: CivilDate;
  readonly backlog: boolean;
  readonly suspended: boolean;
  readonly snoozedUntil: CivilDate | null;
  /** When a new cause ended its being put off. */
  readonly wokenOn: CivilDate | null;
  readonly inChargeBy: Uuid | null;
  readonly escalated: boolean;
}

interface Candidate extends ToldAlert {
  readonly alert: Uuid;
  readonly n: number;
  /** With the day, where an alert may be put off and shown again more than once. */
  readonly key: string;
}

/** What digest mails tell of alerts; under the worker's role, over the read model and the memory of what was told. */
export class AlertDigests implements DigestSource {
  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly calendar: WorkingCalendar,
  ) {}

  isWorkingDay(day: CivilDate): boolean {
    return this.calendar.isWorkingDay(day);
  }

  async settled(now: Instant): Promise<boolean> {
    return (await this.pool.query(UNSETTLED, [now])).rows.length === 0;
  }

  async claim({ digest, professional, day }: DigestAsked): Promise<DigestContent | null> {
    const candidates = await this.candidates(professional, day);
    await this.pool.query(CLAIM, [
      professional,
      candidates.map(({ alert }) => alert),
      candidates.map(({ n }) => n),
      candidates.map(({ key }) => key),
      digest,
    ]);
    const claimed = await this.pool.query<{ alert: Uuid; n: number; occasion: string }>(CLAIMED, [digest]);
    const mine = new Set(claimed.rows.map(({ alert, n, occasion }) => `${alert} ${n} ${occasion}`));
    const told = candidates.filter(({ alert, n, key }) => mine.has(`${alert} ${n} ${key}`));
    return told.length === 0 ? null : digestText(told, candidates.length - told.length);
  }

  async release(digest: Uuid): Promise<void> {
    await this.pool.query(RELEASE, [digest]);
  }

  async tidy(): Promise<void> {
    await this.pool.query(TIDY);
  }

  /** Open alerts that the professional is to hear of on a day, told before or not. */
  private async candidates(professional: Uuid, day: CivilDate): Promise<readonly Candidate[]> {
    const own = await this.pool.query<HeldPlace>(OWN, [professional, day]);
    const structures = own.rows.flatMap(({ role, structure }) =>
      role === 'coordinator' || structure === null ? [] : [structure],
    );
    const territories = own.rows.flatMap(({ role, territory }) =>
      role === 'coordinator' && territory !== null ? [territory] : [],
    );
    const { rows } = await this.pool.query<NearRow>(NEAR, [structures, territories]);
    if (rows.length === 0) return [];
    const office = await this.officeOf(rows, day);
    return rows.flatMap((row) => {
      const occasion = occasionFor(professional, row, office);
      return occasion === null ? [] : [candidateOf(row, occasion)];
    });
  }

  private async officeOf(rows: readonly NearRow[], day: CivilDate): Promise<Office> {
    const structures = rows.flatMap(({ viewers, receivers, referentStructure }) => [
      ...viewers,
      ...receivers,
      ...(referentStructure === null ? [] : [referentStructure]),
    ]);
    const territories = rows.flatMap(({ territory }) => (territory === null ? [] : [territory]));
    const [held, away] = await Promise.all([
      this.pool.query<HeldPlace>(HELD, [[...new Set(structures)], [...new Set(territories)], day]),
      this.pool.query<StandIn>(AWAY, [day]),
    ]);
    return { day, held: held.rows, away: away.rows };
  }
}

/** Why a professional hears of an alert today; null where they do not. */
function occasionFor(professional: Uuid, row: NearRow, office: Office): Occasion | null {
  if (routeAlert(row, office).includes(professional)) {
    const { suspended, snoozedUntil, wokenOn, inChargeBy } = row;
    const inCharge = inChargeBy !== null && answersFor(inChargeBy, row, office);
    const quiet = suspended || inCharge || (snoozedUntil !== null && snoozedUntil > office.day);
    if (!quiet) return snoozedUntil === null && wokenOn === null ? 'raised' : 'shown-again';
  }
  return row.escalated && coordinatorsOf(row.territory, office).includes(professional) ? 'escalated' : null;
}

function candidateOf(row: NearRow, occasion: Occasion): Candidate {
  const { alert, n, parcours, level, raisedOn, backlog, snoozedUntil, wokenOn } = row;
  const key = occasion === 'shown-again' ? `${occasion} ${snoozedUntil ?? wokenOn}` : occasion;
  return { alert, n, parcours, level, raisedOn, backlog, occasion, key };
}
