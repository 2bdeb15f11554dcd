import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { caseChanges, CaseViewsModule, caseViewsProjections } from '@jalons/case-views';
import { createPool, ScopedDatabase } from '@jalons/database';
import { riskProjection } from '@jalons/dropout-risk';
import type { StoredEvent } from '@jalons/event-log';
import { createHttpApp, createLogger, HealthController } from '@jalons/http';
import { IdentityModule, SessionEndings } from '@jalons/identity';
import { DomainError, loadNomenclatures } from '@jalons/kernel';
import { LiveModule } from '@jalons/notify';
import { type Access, type AccessJournal, PostgresAccessJournal } from '@jalons/privacy';
import { CheckpointProgress } from '@jalons/projections';
import { structuresProjection, territoriesProjection } from '@jalons/territory';
import pg from 'pg';
import { project } from '../policies/project.js';
import { createReadTables, createScopeTables } from '../policies/sign-in-as.js';
import { createTestDatabase } from './test-database.js';

/** The read models of people over a database of their own, and the application that shows them. */
export interface CaseViewsRig {
  readonly owner: pg.Client;
  /** On the api's connection, under the policies alone. */
  readonly scoped: ScopedDatabase;
  readonly app: NestFastifyApplication;
  /** While true, the access journal cannot be written. */
  journalIsDown: boolean;
  /** Folds a log and announces its end as the new checkpoint. */
  fold(log: readonly StoredEvent[]): Promise<void>;
  name(structure: string, name: string, sensitive?: boolean): Promise<void>;
  nameProfessional(professional: string, givenName: string, familyName: string): Promise<void>;
  /** Lines of the access journal about a person, oldest first. */
  linesOf(subject: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** The engine's row, as the runner keeps it. */
const CHECKPOINT = `
  INSERT INTO engine.projections
    (name, slot, version, definition, tables, state, replays_requested, replays_done)
  VALUES ('case-views', 'read', 1, '', '{}', 'live', 0, 0)`;

/** $1 position */
const ADVANCE = `
  WITH moved AS (
    UPDATE engine.projections SET checkpoint = greatest(checkpoint, $1) WHERE name = 'case-views' RETURNING checkpoint)
  SELECT pg_notify('jalons_checkpoints', 'case-views ' || checkpoint) FROM moved`;

export const TODAY = '2026-04-10';

/** Opens the rig; « now » is noon of {@link TODAY}. */
export async function openCaseViews(): Promise<CaseViewsRig> {
  const database = await createTestDatabase();
  const codes = loadNomenclatures();
  const folded = [...caseViewsProjections(codes), riskProjection()];
  const owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
  await createScopeTables(owner);
  await createReadTables(owner, [structuresProjection(codes), territoriesProjection, ...folded]);
  const pool = createPool(database.urls.api, { name: 'spec', max: 4, pipeline: true });
  const writer = createPool(database.urls.owner, { name: 'spec-projections', max: 1 });
  const scoped = new ScopedDatabase(pool);
  const durable = new PostgresAccessJournal(pool);
  const journal: AccessJournal = {
    record: (access: Access) =>
      rig.journalIsDown
        ? Promise.reject(new DomainError('unavailable', 'journal-unavailable', 'Réessayez.'))
        : durable.record(access),
  };
  await owner.query(CHECKPOINT);
  const progress = CheckpointProgress.open({ url: database.urls.api });
  const endings = SessionEndings.open({ url: database.urls.api });
  const idSecret = Buffer.alloc(32, 7);
  const clock = { now: () => Date.parse(`${TODAY}T12:00:00Z`) };
  @Module({
    imports: [
      IdentityModule.forRoot({ database: scoped, idSecret }),
      CaseViewsModule.forRoot({ database: scoped, journal, clock, codes, idSecret, zone: 'Europe/Paris' }),
      LiveModule.forRoot({ source: caseChanges(scoped, progress, endings) }),
    ],
    controllers: [HealthController],
  })
  class SpecModule {}
  const app = await createHttpApp(SpecModule, {
    logger: createLogger({ level: 'silent' }),
    idSecret,
    version: '0.0.0',
  });
  await app.init();
  const rig: CaseViewsRig = {
    ...{ owner, scoped, app, journalIsDown: false },
    fold: async (log) => {
      for (const projection of folded) await project(writer, projection, log);
      await owner.query(ADVANCE, [log.at(-1)!.position]);
    },
    name: async (structure, name, sensitive = false) => {
      await owner.query(
        `INSERT INTO read.structure_names (structure, held_from, name, kind, sensitive)
         VALUES ($1, '2020-01-01', $2, 'association', $3)`,
        [structure, name, sensitive],
      );
    },
    nameProfessional: async (professional, givenName, familyName) => {
      await owner.query('INSERT INTO read.professionals (professional, given_name, family_name) VALUES ($1, $2, $3)', [
        professional,
        givenName,
        familyName,
      ]);
    },
    linesOf: async (subject) => {
      const { rows } = await owner.query(
        `SELECT professional, role, structure, action, reasons[array_position(subjects, $1::uuid)] AS reason
           FROM journal.accesses WHERE $1 = ANY (subjects) ORDER BY request`,
        [subject],
      );
      return rows;
    },
    close: async () => {
      await app.close();
      await Promise.all([progress.close(), endings.close()]);
      await Promise.all([owner.end(), pool.end(), writer.end()]);
      await database.drop();
    },
  };
  return rig;
}
