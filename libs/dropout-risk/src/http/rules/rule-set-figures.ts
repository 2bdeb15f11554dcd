import type { ScopedDatabase } from '@jalons/database';
import type { Scope } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import { precisionOf, type AlertCounts, type Precision } from '../../read/alert-counts.js';

/** $1 territory */
const COUNTS = 'SELECT counts FROM read.risk_alert_counts WHERE territory = $1';

/** $1 territory, $2 the version on trial: cases at risk today by the rules in force, and by those on trial. */
const SIDE_BY_SIDE = `
  WITH active AS (
    SELECT board.parcours FROM read.risk_board board
     WHERE board.territory = $1 AND board.level IN ('at-risk', 'critical') AND board.stopped_by IS NULL AND board.is_open),
  trial AS (
    SELECT DISTINCT raised.parcours FROM read.risk_alerts raised
     WHERE raised.territory = $1 AND raised.shadow AND raised.rule_set_version = $2 AND raised.ended_ms IS NULL
       AND NOT raised.suspended)
  SELECT count(*) FILTER (WHERE active.parcours IS NOT NULL AND trial.parcours IS NOT NULL)::int AS both,
         count(*) FILTER (WHERE trial.parcours IS NULL)::int AS "onlyActive",
         count(*) FILTER (WHERE active.parcours IS NULL)::int AS "onlyTrial"
    FROM active FULL JOIN trial ON trial.parcours = active.parcours`;

/** Cases at risk today: by both sets, by the one in force alone, by the one on trial alone. */
export interface SideBySide {
  readonly both: number;
  readonly onlyActive: number;
  readonly onlyTrial: number;
}

export interface VersionFigures extends Precision {
  /** Quarter by quarter, the newest last: drift is seen there. */
  readonly quarters: readonly ({ readonly quarter: string } & Pick<
    Precision,
    'raised' | 'endedByPerson' | 'precision' | 'withoutOutcome'
  >)[];
  /** Alerts that it raised while on trial. */
  readonly raisedOnTrial: number;
}

/** Numbers of alerts by version, of nobody. Policies keep them to the coordinator of the territory. */
export class RuleSetFigures {
  constructor(private readonly database: ScopedDatabase) {}

  async precision({ token }: Scope, territory: Uuid, version: number): Promise<VersionFigures> {
    const { rows } = await this.database.query<{ counts: AlertCounts }>(token, COUNTS, [territory], {
      name: 'alert_outcomes_1',
    });
    const counts = rows[0]?.counts;
    const live = Object.entries(counts?.live[version] ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const trial = Object.values(counts?.shadow[version] ?? {});
    return {
      ...precisionOf(live.map(([, one]) => one)),
      quarters: live.map(([quarter, one]) => {
        const { raised, endedByPerson, precision, withoutOutcome } = precisionOf([one]);
        return { quarter, raised, endedByPerson, precision, withoutOutcome };
      }),
      raisedOnTrial: precisionOf(trial).raised,
    };
  }

  async sideBySide({ token }: Scope, territory: Uuid, trial: number): Promise<SideBySide> {
    const { rows } = await this.database.query<SideBySide>(token, SIDE_BY_SIDE, [territory, trial], {
      name: 'rules_side_by_side_1',
    });
    return rows[0]!;
  }
}
