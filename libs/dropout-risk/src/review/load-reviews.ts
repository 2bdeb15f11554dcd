import type { Position } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import { alertIdOf, shadowAlertIdOf } from '../alerts/alert-id.js';
import { NO_ALERT, type AlertState } from '../alerts/alert.state.js';
import type { News } from '../facts/news.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import { versionOf, withStatus, type RuleSets } from '../rule-set/rule-set.state.js';
import { BATCH, DueRows, type DueRow, type TrialRow } from './due-rows.js';
import type { SurroundingsReader } from './surroundings.js';

/** The rules to review by, with the alerts that they raised. */
export interface Watch {
  readonly ruleSet: RuleSet;
  readonly alert: Uuid;
  readonly state: AlertState;
}

/** A parcours that is due, with all that its review reads. */
export interface LoadedReview {
  readonly row: DueRow;
  /** Absent where the parcours is gone. */
  readonly facts: RiskFacts | undefined;
  readonly active: Watch;
  /** The rules on trial, if any. */
  readonly shadow: Watch | null;
  /** Rules that are on trial no more, and left an alert open. */
  readonly tried: readonly Watch[];
}

export interface LoadedBatch {
  readonly reviews: readonly LoadedReview[];
  /** From which the next batch goes on; null where this is the last one. */
  readonly last: DueRow | null;
}

/** The rules of one territory. */
interface Rules {
  readonly active: RuleSet;
  readonly shadow: RuleSet | null;
}

/** Loads batches of what is due. What is due first, then what surrounds it: so none of it is older than `touched`. */
export class ReviewLoader {
  constructor(
    private readonly rows: DueRows,
    private readonly surroundings: SurroundingsReader,
    private readonly options: { readonly idSecret: Uint8Array; readonly shipped: RuleSet },
  ) {}

  async load(now: Instant, whole: Position | null, after: DueRow | null): Promise<LoadedBatch> {
    const due = await this.rows.due(now, whole, after);
    if (due.length === 0) return { reviews: [], last: null };
    const [facts, ruleSets] = await Promise.all([this.surroundings.assemble(due), this.rows.rules()]);
    const rulesOf = this.rulesBy(ruleSets);
    const { idSecret } = this.options;
    const asked = due.map((row) => {
      const { shadow } = rulesOf(row.territory);
      const alert = alertIdOf(idSecret, row.parcours);
      return { row, alert, tried: shadow === null ? null : shadowAlertIdOf(idSecret, row.parcours, shadow.version) };
    });
    const left = ruleSets.size === 0 ? new Map<Uuid, readonly TrialRow[]>() : await this.leftOpen(due);
    const others = [...left.values()].flatMap((trials) => trials.map(({ alert }) => alert));
    const states = await this.rows.alerts([
      ...asked.flatMap(({ alert, tried }) => (tried === null ? [alert] : [alert, tried])),
      ...others,
    ]);
    const watch = (ruleSet: RuleSet, alert: Uuid): Watch => ({ ruleSet, alert, state: states.get(alert) ?? NO_ALERT });
    return {
      reviews: asked.map(({ row, alert, tried }) => {
        const { active, shadow } = rulesOf(row.territory);
        return {
          ...{ row, facts: facts.get(row.parcours), active: watch(active, alert) },
          shadow: shadow === null || tried === null ? null : watch(shadow, tried),
          tried: (left.get(row.parcours) ?? []).flatMap(({ alert: trial, version }) => {
            const over = versionOf(ruleSets.get(row.territory ?? '') ?? { versions: [] }, version);
            return trial === tried || over === undefined ? [] : [watch(over.ruleSet, trial)];
          }),
        };
      }),
      last: due.length < BATCH ? null : due.at(-1)!,
    };
  }

  /** The entries last recorded of each parcours: what an alert that ends names. */
  latest(parcours: readonly Uuid[]): Promise<ReadonlyMap<Uuid, readonly News[]>> {
    return this.rows.latest(parcours);
  }

  /** Alerts of trials, by parcours: a trial that ends, or makes room for another, leaves them behind. */
  private async leftOpen(due: readonly DueRow[]): Promise<ReadonlyMap<Uuid, readonly TrialRow[]>> {
    const trials = await this.rows.trials(due.map(({ parcours }) => parcours));
    const found = new Map<Uuid, TrialRow[]>();
    for (const trial of trials) found.set(trial.parcours, [...(found.get(trial.parcours) ?? []), trial]);
    return found;
  }

  /** A territory that has no rules of its own has those that ship. */
  private rulesBy(ruleSets: ReadonlyMap<Uuid, RuleSets>): (territory: Uuid | null) => Rules {
    const { shipped } = this.options;
    const own = new Map<Uuid, Rules>();
    for (const [territory, sets] of ruleSets) {
      own.set(territory, {
        active: withStatus(sets, 'active')?.ruleSet ?? shipped,
        shadow: withStatus(sets, 'shadow')?.ruleSet ?? null,
      });
    }
    const others: Rules = { active: shipped, shadow: null };
    return (territory) => own.get(territory ?? '') ?? others;
  }
}
