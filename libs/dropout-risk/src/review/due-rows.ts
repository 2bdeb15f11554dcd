import type { Position } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { AlertState } from '../alerts/alert.state.js';
import type { Fact } from '../facts/fact.js';
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
  /** Null where nothing opened it, or what opened it was voided. */
  readonly facts: ParcoursFacts | null;
}

const COLUMNS = `
  board.parcours, board.beneficiary, board.territory, board.touched, board.due_ms::float8 AS "dueAt", board.backlog,
  board.reviewed_ms::float8 AS "reviewedAt", cases.facts`;

/**
 * $1 now, $2 rows, $3 an event up to which the log was whole, or NULL: what is due, the longest due first. Beyond that
 * event, the last parcours that the read model took in may lack the rest of what was appended at once.
 */
const DUE = `
  SELECT ${COLUMNS} FROM read.risk_board board JOIN read.risk_cases cases USING (parcours)
   WHERE board.due_ms <= $1
     AND ($3::text IS NULL OR board.touched <= $3 COLLATE "C"
          OR board.touched < (SELECT checkpoint FROM engine.projections WHERE name = '${RISK_PROJECTION}' AND slot = 'read'))
   ORDER BY board.due_ms, board.parcours LIMIT $2`;

/** $1 parcours */
const NAMED = `
  SELECT ${COLUMNS} FROM read.risk_board board JOIN read.risk_cases cases USING (parcours)
   WHERE board.parcours = ANY ($1::uuid[])`;

/** $1 people: what they and those merged with them asked for; one row for each pair */
const PEOPLE = `
  SELECT own.person AS of, merged.person, merged.facts
    FROM read.risk_people own JOIN read.risk_people merged ON merged.component = own.component
   WHERE own.person = ANY ($1::uuid[])`;

/** $1 people: the last contact in each of their parcours */
const CONTACTS = `
  SELECT beneficiary AS person, parcours, facts -> 'lastContact' AS fact FROM read.risk_cases
   WHERE beneficiary = ANY ($1::uuid[]) AND jsonb_typeof(facts -> 'lastContact') = 'object'`;

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

const RULES = 'SELECT territory, state FROM read.risk_rule_sets';

const ZONES = 'SELECT territory, zone FROM read.territories';

/** A contact of a person, and the parcours that it is of; null for an encounter. */
export interface ContactRow {
  readonly person: Uuid;
  readonly parcours: Uuid | null;
  readonly fact: Fact;
}

/** The read model as reviews ask it, under the worker's role. */
export class DueRows {
  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  due(now: Instant, limit: number, whole: Position | null): Promise<readonly DueRow[]> {
    return this.rows<DueRow>('risk_due_2', DUE, [now, limit, whole]);
  }

  named(parcours: readonly Uuid[]): Promise<readonly DueRow[]> {
    return this.rows<DueRow>('risk_named_1', NAMED, [parcours]);
  }

  people(people: readonly Uuid[]): Promise<readonly { of: Uuid; person: Uuid; facts: PersonFacts }[]> {
    return this.rows('risk_people_1', PEOPLE, [people]);
  }

  async contacts(people: readonly Uuid[]): Promise<readonly ContactRow[]> {
    const [contacts, encounters] = await Promise.all([
      this.rows<ContactRow>('risk_contacts_1', CONTACTS, [people]),
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
