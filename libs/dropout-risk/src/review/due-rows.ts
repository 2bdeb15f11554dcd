import type { Position } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { AlertState } from '../alerts/alert.state.js';
import type { Fact } from '../facts/fact.js';
import type { News } from '../facts/news.js';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import type { PersonFacts } from '../facts/person-facts.js';
import type { ProfessionalFacts } from '../facts/professional-facts.js';
import { RISK_PROJECTION } from '../read/risk.projection.js';
import type { RuleSets } from '../rule-set/rule-set.state.js';

/** A parcours that is due, as the read model has it. */
export interface DueRow {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
  readonly touched: Position;
  /** 0 where something happened. */
  readonly dueAt: Instant;
  readonly backlog: boolean;
  readonly reviewedAt: Instant | null;
  /** Of what the last review wrote; null before the first. */
  readonly resultHash: string | null;
  /** Null where nothing opened it, or what opened it was voided. */
  readonly facts: ParcoursFacts | null;
}

/** Rows of one batch: some thousand keep the statements worth their round trips, and the memory bounded. */
export const BATCH = 2_000;
/** Before every other. */
const NO_PARCOURS: Uuid = '00000000-0000-0000-0000-000000000000';

/**
 * $1 now, $2 an event up to which the log was whole, or NULL, $3 and $4 the last row of the batch before: what is due,
 * the longest due first. Beyond that event, the last parcours that the read model took in may lack the rest of what was
 * appended at once.
 */
const DUE = `
  WITH due AS MATERIALIZED (
    SELECT parcours, beneficiary, territory, touched, due_ms, backlog, reviewed_ms, result_hash
      FROM read.risk_board
     WHERE due_ms <= $1 AND (due_ms, parcours) > ($3::bigint, $4::uuid)
       AND ($2::text IS NULL OR touched <= $2 COLLATE "C"
            OR touched < (SELECT checkpoint FROM engine.projections
                           WHERE name = '${RISK_PROJECTION}' AND slot = 'read'))
     ORDER BY due_ms, parcours LIMIT ${BATCH})
  SELECT due.parcours, due.beneficiary, due.territory, due.touched, due.due_ms::float8 AS "dueAt", due.backlog,
         due.reviewed_ms::float8 AS "reviewedAt", due.result_hash AS "resultHash", cases.facts
    FROM due JOIN read.risk_cases cases USING (parcours)
   ORDER BY due.due_ms, due.parcours`;

/** $1 parcours: the entries last recorded of each */
const LATEST = 'SELECT parcours, latest FROM read.risk_cases WHERE parcours = ANY ($1::uuid[])';

/** $1 people: what they and those merged with them asked for; one row for each pair */
const PEOPLE = `
  SELECT own.person AS of, merged.person, merged.facts
    FROM read.risk_people own JOIN read.risk_people merged ON merged.component = own.component
   WHERE own.person = ANY ($1::uuid[])`;

/** $1 people, $2 parcours whose facts are at hand: the last contact in each other parcours of these people */
const CONTACTS = `
  SELECT beneficiary AS person, parcours, facts -> 'lastContact' AS fact FROM read.risk_cases
   WHERE beneficiary = ANY ($1::uuid[]) AND parcours <> ALL ($2::uuid[])
     AND json_typeof(facts -> 'lastContact') = 'object'`;

/** $1 people: the encounters that were linked to them */
const ENCOUNTERS = `
  SELECT person, NULL::uuid AS parcours, fact FROM read.risk_encounters
   WHERE person = ANY ($1::uuid[]) AND fact IS NOT NULL`;

/** $1 professionals, and those who stand in for them */
const PROFESSIONALS = `
  SELECT professional, facts FROM read.risk_professionals
   WHERE professional = ANY ($1::uuid[])
      OR professional IN (SELECT unnest(deputies) FROM read.risk_professionals WHERE professional = ANY ($1::uuid[]))`;

/** $1 alerts */
const ALERTS = 'SELECT alert, state FROM read.risk_alert_states WHERE alert = ANY ($1::uuid[])';

/** $1 parcours: open alerts of versions that are or were on trial */
const TRIALS = `
  SELECT parcours, alert, rule_set_version AS version FROM read.risk_alerts
   WHERE parcours = ANY ($1::uuid[]) AND shadow AND ended_ms IS NULL`;

const RULES = 'SELECT territory, state FROM read.risk_rule_sets';

const ZONES = 'SELECT territory, zone FROM read.territories';

/** A contact of a person, and the parcours that it is of; null for an encounter. */
export interface ContactRow {
  readonly person: Uuid;
  readonly parcours: Uuid | null;
  readonly fact: Fact;
}

/** An open alert of a version that is or was on trial. */
export interface TrialRow {
  readonly parcours: Uuid;
  readonly alert: Uuid;
  readonly version: number;
}

/** The read model as reviews ask it, under the worker's role. */
export class DueRows {
  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  /**
   * The next {@link BATCH} at most that are due.
   * @param whole an event up to which the log was whole; null where the read model holds all of it
   * @param after the last of the batch before
   */
  due(now: Instant, whole: Position | null, after: DueRow | null): Promise<readonly DueRow[]> {
    return this.rows<DueRow>('risk_due_3', DUE, [now, whole, after?.dueAt ?? -1, after?.parcours ?? NO_PARCOURS]);
  }

  async latest(parcours: readonly Uuid[]): Promise<ReadonlyMap<Uuid, readonly News[]>> {
    const rows = await this.rows<{ parcours: Uuid; latest: readonly News[] }>('risk_latest_1', LATEST, [parcours]);
    return new Map(rows.map((row) => [row.parcours, row.latest]));
  }

  people(people: readonly Uuid[]): Promise<readonly { of: Uuid; person: Uuid; facts: PersonFacts }[]> {
    return this.rows('risk_people_1', PEOPLE, [people]);
  }

  /** Contacts of people outside of the parcours named. */
  async contacts(people: readonly Uuid[], known: readonly Uuid[]): Promise<readonly ContactRow[]> {
    const [contacts, encounters] = await Promise.all([
      this.rows<ContactRow>('risk_contacts_2', CONTACTS, [people, known]),
      this.rows<ContactRow>('risk_encounters_1', ENCOUNTERS, [people]),
    ]);
    return [...contacts, ...encounters];
  }

  async professionals(ids: readonly Uuid[]): Promise<ReadonlyMap<Uuid, ProfessionalFacts>> {
    const rows = await this.rows<{ professional: Uuid; facts: ProfessionalFacts }>(
      'risk_professionals_1',
      PROFESSIONALS,
      [ids],
    );
    return new Map(rows.map(({ professional, facts }) => [professional, facts]));
  }

  async alerts(ids: readonly Uuid[]): Promise<ReadonlyMap<Uuid, AlertState>> {
    const rows = await this.rows<{ alert: Uuid; state: AlertState }>('risk_alerts_1', ALERTS, [ids]);
    return new Map(rows.map(({ alert, state }) => [alert, state]));
  }

  trials(parcours: readonly Uuid[]): Promise<readonly TrialRow[]> {
    return this.rows<TrialRow>('risk_trials_1', TRIALS, [parcours]);
  }

  /** By territory; one that is absent has the rules that ship. */
  async rules(): Promise<ReadonlyMap<Uuid, RuleSets>> {
    const rows = await this.rows<{ territory: Uuid; state: RuleSets }>('risk_rules_1', RULES, []);
    return new Map(rows.map(({ territory, state }) => [territory, state]));
  }

  async zones(): Promise<ReadonlyMap<Uuid, string>> {
    const rows = await this.rows<{ territory: Uuid; zone: string }>('risk_zones_1', ZONES, []);
    return new Map(rows.map(({ territory, zone }) => [territory, zone]));
  }

  private async rows<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row & pg.QueryResultRow>({ name, text, values: [...values] });
    return rows;
  }
}
