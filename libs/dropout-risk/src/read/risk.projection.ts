import type { StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import { parcoursEvents } from '@jalons/parcours';
import type { Projection, ProjectionSql } from '@jalons/projections';
import { alertEvents } from '../alerts/alert.events.js';
import { loadRuleSet } from '../rule-set/load.js';
import { ruleSetHash } from '../rule-set/rule-set-hash.js';
import { ruleSetEvents } from '../rule-set/rule-set.events.js';
import { shippedOnly } from '../rule-set/rule-set.state.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import { foldAlerts, isAlertEvent } from './fold-alerts.js';
import { foldCases, isParcoursEvent } from './fold-cases.js';
import { foldEncounters, foldProfessionals, foldRuleSets } from './fold-others.js';
import { foldPeople, isPersonEvent, PERSON_EVENTS, personOf } from './fold-people.js';
import {
  riskAlertCounts,
  riskAlerts,
  riskAlertStates,
  riskBoard,
  riskCases,
  riskDeputies,
  riskEncounters,
  riskEscalations,
  riskPeople,
  riskProfessionals,
  riskRuleSets,
} from './risk.tables.js';
import { Touches } from './touches.js';

export const RISK_PROJECTION = 'risk';

/**
 * What reviews read, whom they concern, and which parcours are to be reviewed because something happened.
 * @param shipped the rules of a territory that has none of its own
 */
export function riskProjection(shipped: RuleSet = loadRuleSet()): Projection {
  const initial = shippedOnly(shipped, ruleSetHash(shipped));
  return {
    name: RISK_PROJECTION,
    version: 6,
    tables: [
      riskCases,
      riskBoard,
      riskAlerts,
      riskAlertStates,
      riskEscalations,
      riskAlertCounts,
      riskPeople,
      riskEncounters,
      riskProfessionals,
      riskDeputies,
      riskRuleSets,
    ],
    handles: new Set([
      ...parcoursEvents.map(({ type }) => type),
      ...PERSON_EVENTS,
      ...['MandateGranted', 'MandateEnded', 'AbsenceDeclared', 'AbsenceCancelled'],
      ...['OutreachEncounterRecorded', 'OutreachLinkedToBeneficiary'],
      ...alertEvents.map(({ type }) => type),
      ...ruleSetEvents.map(({ type }) => type),
      ...['EntryVoided', 'BeneficiaryErased'],
    ]),
    async apply(batch, sql) {
      const events = batch as readonly StoredEvent[];
      const erased = new Set(events.filter(({ type }) => type === 'BeneficiaryErased').map(personOf));
      const alive = events.filter(({ keyId }) => !erased.has(keyId));
      const touches = new Touches();
      await foldCases(alive.filter(isParcoursEvent), sql, touches);
      await foldPeople(alive.filter(isPersonEvent), sql, touches);
      await foldEncounters(alive, sql, touches);
      await foldProfessionals(alive, sql, touches);
      await foldAlerts(alive.filter(isAlertEvent), sql, touches);
      await foldRuleSets(alive, sql, touches, initial);
      await touches.write(sql);
      if (erased.size > 0) await purge([...erased], sql);
    },
  };
}

/** Tables that hold a person, by the column that names her. */
const BY_PERSON = {
  risk_cases: 'beneficiary',
  risk_board: 'beneficiary',
  risk_alerts: 'beneficiary',
  risk_alert_states: 'beneficiary',
  risk_escalations: 'beneficiary',
  risk_people: 'person',
  risk_encounters: 'person',
} as const;

/** Nothing of an erased person stays (security.md § 3). */
async function purge(people: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  for (const [table, column] of Object.entries(BY_PERSON)) {
    await sql.query(`DELETE FROM ${sql.table(table)} WHERE ${column} = ANY ($1::uuid[])`, [people]);
  }
}
