import type { ScopedDatabase } from '@jalons/database';
import { keyReused, type CommandContext, type EventLog, type EventStore, type StoredEvent } from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { accessOf, type Reader } from '@jalons/identity';
import { caseNumberOf, DomainError, invalidField, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import { loadRuleSet } from '../../rule-set/load.js';
import { ruleSetDecider } from '../../rule-set/rule-set.decider.js';
import { versionOf, type RuleSets } from '../../rule-set/rule-set.state.js';
import { BACK_TESTS_CHANNEL } from '../job/back-test-jobs.js';
import type { AskedBackTest } from '../job/back-test-runs.js';
import { questionOf } from '../run-back-test.js';
import type { BackTestForm, BackTestRunView, BackTestState, MissedCaseView } from './back-tests.dto.js';

export interface BackTestsParts {
  /** On the api's connection; the rows' own policies ask for a coordinator. */
  readonly database: ScopedDatabase;
  readonly store: Pick<EventStore, 'load'>;
  readonly log: Pick<EventLog, 'head'>;
  readonly journal: AccessJournal;
  readonly clock: Clock;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
}

/** A coordinator, on the territory for which she acts. */
export interface Coordinator {
  readonly token: string;
  readonly professional: Uuid;
  readonly territory: Uuid;
}

/** $1 run, $2 territory, $3 version, $4 hash of the rules, $5 asked, $6 position, $7 its instant, $8 who, $9 now, $10 hash */
const ASK = `
  INSERT INTO engine.back_tests
         (id, territory, version, rule_set_hash, asked, position, recorded_ms, requested_by, requested_ms, command_hash)
  VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING`;
/** $1 run */
const EARLIER = 'SELECT territory, command_hash AS hash FROM engine.back_tests WHERE id = $1';
const TELL = `SELECT pg_notify('${BACK_TESTS_CHANNEL}', $1)`;

const COLUMNS = `
  id, version, state, requested_ms::float8 AS "requestedAt", asked, position, read_events::float8 AS read,
  total_events::float8 AS total, event_id AS "eventId", summary, comparison, error_code AS error`;
/** $1 territory, $2 version: the latest first */
const OF_VERSION = `
  SELECT ${COLUMNS} FROM engine.back_tests WHERE territory = $1 AND version = $2
   ORDER BY requested_ms DESC, id LIMIT 50`;
/** $1 territory, $2 version, $3 run */
const ONE = `SELECT ${COLUMNS} FROM engine.back_tests WHERE territory = $1 AND version = $2 AND id = $3`;
/** $1 territory, $2 version, $3 run */
const CANCEL = 'DELETE FROM engine.back_tests WHERE territory = $1 AND version = $2 AND id = $3';
/** $1 run: of those who may still be followed by case number */
const MISSED = `
  SELECT missed.parcours AS "parcoursId", missed.exit_on::text AS "exitOn", board.beneficiary
    FROM engine.back_test_missed missed JOIN read.risk_board board USING (parcours)
   WHERE missed.run = $1 ORDER BY missed.exit_on, missed.parcours`;

interface Row {
  readonly id: Uuid;
  readonly version: number;
  readonly state: BackTestState;
  readonly requestedAt: Instant;
  readonly asked: AskedBackTest;
  readonly position: string;
  readonly read: number;
  readonly total: number | null;
  readonly eventId: Uuid | null;
  readonly summary: BackTestRunView['summary'];
  readonly comparison: BackTestRunView['comparison'];
  readonly error: string | null;
}

interface MissedRow {
  readonly parcoursId: Uuid;
  readonly exitOn: CivilDate;
  readonly beneficiary: Uuid;
}

const decider = ruleSetDecider(loadRuleSet());

/** Back-tests as coordinators ask for them; workers carry them out. */
export class BackTests {
  constructor(private readonly parts: BackTestsParts) {}

  /**
   * Asks for a back-test of a version, over the log as it stands now. The same command again asks nothing.
   * @returns the run, named by the command
   * @throws DomainError on a version that is none, a question that nobody can answer, an empty log, a key that came with
   *   another question
   */
  async ask(
    coordinator: Coordinator,
    version: number,
    { commandId: id, commandHash }: Pick<CommandContext, 'commandId' | 'commandHash'>,
    form: BackTestForm,
  ): Promise<Uuid> {
    const { log, clock, database, zone } = this.parts;
    const { token, territory, professional } = coordinator;
    if (await this.isAsked(coordinator, id, commandHash)) return id;
    const sets = await this.ruleSets(territory);
    const tested = versionOf(sets, version);
    if (tested === undefined) throw unknownVersion();
    const { from, to, horizon: horizonDays = 90, every: everyDays = 7, against } = form;
    if (against !== undefined && versionOf(sets, against) === undefined) {
      throw invalidField('/against', 'rule-set-unknown', 'Cette version n’existe pas : choisissez-en une autre.');
    }
    const head = await log.head();
    if (head === null) throw new DomainError('conflict', 'log-empty', 'Le journal est vide : rien à simuler.');
    const asked: AskedBackTest = {
      ...{ horizonDays, everyDays },
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(against !== undefined && { against }),
    };
    // Refused now, rather than by the worker.
    const { against: _compared, ...window } = asked;
    questionOf({ ...window, head, zone });
    const values = [id, territory, version, tested.hash, JSON.stringify(asked), head.position, head.recordedAt];
    const { rowCount } = await database.query(token, ASK, [...values, professional, clock.now(), commandHash]);
    // Meanwhile by another request; or by this one, for a territory that is hers no more.
    if (rowCount === 0 && !(await this.isAsked(coordinator, id, commandHash))) throw keyReused();
    await database.query(token, TELL, [id]);
    return id;
  }

  private async isAsked({ token, territory }: Coordinator, id: Uuid, commandHash: string): Promise<boolean> {
    const { rows } = await this.parts.database.query<{ territory: Uuid; hash: string | null }>(token, EARLIER, [id]);
    const [earlier] = rows;
    if (earlier === undefined) return false;
    if (earlier.territory !== territory || (earlier.hash ?? commandHash) !== commandHash) throw keyReused();
    return true;
  }

  async list({ token, territory }: Coordinator, version: number): Promise<readonly BackTestRunView[]> {
    const { rows } = await this.parts.database.query<Row>(token, OF_VERSION, [territory, version]);
    return rows.map(viewOf);
  }

  /** @throws DomainError `back-test-unknown` */
  async one({ token, territory }: Coordinator, version: number, run: Uuid): Promise<BackTestRunView> {
    const { rows } = await this.parts.database.query<Row>(token, ONE, [territory, version, run]);
    const [row] = rows;
    if (row === undefined) throw unknownRun();
    return viewOf(row);
  }

  /**
   * Takes a run back; whatever it has done so far is gone.
   * @throws DomainError `back-test-unknown`, `back-test-recorded` once the log holds it
   */
  async cancel(coordinator: Coordinator, version: number, run: Uuid): Promise<void> {
    const { token, territory } = coordinator;
    const { rowCount } = await this.parts.database.query(token, CANCEL, [territory, version, run]);
    if (rowCount === 1) return;
    await this.one(coordinator, version, run);
    throw new DomainError(
      'conflict',
      'back-test-recorded',
      'Cette simulation est terminée et inscrite au journal : elle ne s’annule plus.',
    );
  }

  /** The exits for abandonment that no flag foresaw, by case number, after the line in the access journal. */
  async missed(
    reader: Reader,
    coordinator: Coordinator,
    version: number,
    run: Uuid,
  ): Promise<readonly MissedCaseView[]> {
    const { database, journal, clock } = this.parts;
    await this.one(coordinator, version, run);
    const { rows } = await database.query<MissedRow>(coordinator.token, MISSED, [run]);
    const subjects = [...new Set(rows.map(({ beneficiary }) => beneficiary))];
    await journal.record(
      accessOf(
        reader,
        'missed-cases',
        subjects.map((subject) => ({ subject, reason: 'duty' })),
        [],
        clock.now(),
      ),
    );
    return rows.map(({ parcoursId, exitOn }) => ({ caseNumber: caseNumberOf(parcoursId), parcoursId, exitOn }));
  }

  private async ruleSets(territory: Uuid): Promise<RuleSets> {
    const told = (await this.parts.store.load(`ruleSet-${territory}`)) as readonly StoredEvent[];
    return told.reduce<RuleSets>((state, event) => decider.evolve(state, event as never), decider.initial());
  }
}

function viewOf({ asked, requestedAt, read, total, ...row }: Row): BackTestRunView {
  const { horizonDays: horizon, from = null, to = null, against = null } = asked;
  return {
    ...row,
    ...{ requestedAt: new Date(requestedAt).toISOString(), horizon, from, to, against, progress: { read, total } },
  };
}

function unknownVersion(): DomainError {
  return new DomainError('not-found', 'rule-set-unknown', 'Cette version des règles n’existe pas.');
}

function unknownRun(): DomainError {
  return new DomainError('not-found', 'back-test-unknown', 'Cette simulation n’existe pas, ou a été annulée.');
}
