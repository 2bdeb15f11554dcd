import { createPool, ScopedDatabase } from '@jalons/database';
import type { StoredEvent } from '@jalons/event-log';
import {
  CountedList,
  Indicators,
  indicatorsProjection,
  loadDefinitions,
  type CountedParcours,
  type DefinitionCatalogue,
  type Figure,
  type FigureRequest,
  type IndicatorsParts,
} from '@jalons/indicators';
import { loadNomenclatures, type Uuid } from '@jalons/kernel';
import type { Residue } from '@jalons/privacy';
import pg from 'pg';
import { project } from '../../policies/project.js';
import { createReadTables, createScopeTables, signInAs } from '../../policies/sign-in-as.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { ZONE } from './history.js';

const AFTER_ALL = Date.parse('2199-12-31T23:59:59Z');

/** The facts in a database of their own: folded as the engine does, asked through the api's role and policies. */
export class FactsDatabase {
  private readonly indicators: Indicators;
  private readonly parts: IndicatorsParts;

  private constructor(
    private readonly database: TestDatabase,
    private readonly owner: pg.Client,
    private readonly writing: pg.Pool,
    private readonly reading: pg.Pool,
    readonly definitions: DefinitionCatalogue,
  ) {
    this.parts = {
      database: new ScopedDatabase(reading),
      log: { head: () => Promise.resolve(null) },
      definitions,
    };
    this.indicators = new Indicators(this.parts);
  }

  /** @param definitions those shipped by default */
  static async open(definitions = loadDefinitions(loadNomenclatures())): Promise<FactsDatabase> {
    const database = await createTestDatabase();
    const owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    await createReadTables(owner, [indicatorsProjection]);
    await owner.query(
      `INSERT INTO engine.projections (name, slot, version, definition, tables, state, replays_requested, replays_done)
       VALUES ('indicators', 'read', 1, '', '{}', 'live', 0, 0)`,
    );
    return new FactsDatabase(
      database,
      owner,
      createPool(database.urls.owner, { name: 'spec', max: 1 }),
      createPool(database.urls.api, { name: 'spec', max: 4, pipeline: true }),
      definitions,
    );
  }

  /** Keeps residues waiting in the place of people, by the owner's hand. */
  async wait(residues: readonly { readonly id: Uuid; readonly subject: Uuid | null; readonly residue: Residue }[]) {
    const rows = residues.map(({ id, subject, residue }) => ({ id, subject, ...residue }));
    await this.owner.query(
      `INSERT INTO privacy.residues (id, kind, territory, quarter, known_quarter, reason, contract, contract_end,
                                     contract_months, duration_days, subject)
       SELECT id, kind, territory, quarter, "knownQuarter", reason, contract, "contractEnd", "contractMonths",
              "durationDays", subject
         FROM jsonb_to_recordset($1::jsonb)
              r (id uuid, kind text, territory uuid, quarter date, "knownQuarter" date, reason text, contract text,
                 "contractEnd" text, "contractMonths" smallint, "durationDays" smallint, subject uuid)`,
      [JSON.stringify(rows)],
    );
  }

  fold(events: readonly StoredEvent[]): Promise<void> {
    return project(this.writing, indicatorsProjection, events);
  }

  /** A session that coordinates these territories, and no other. */
  async coordinator(...territories: readonly Uuid[]): Promise<string> {
    const mandates = territories.map((territory) => ({ role: 'coordinator' as const, territory }));
    return (await signInAs(this.owner, ...mandates)).token;
  }

  /** Asked after the end of every invented history. */
  ask(id: string, request: Omit<FigureRequest, 'now'>, token: string): Promise<Figure> {
    return this.indicators.indicator(id, { ...request, now: AFTER_ALL }, ZONE, token);
  }

  /**
   * The parcours behind a figure, page after page.
   * @param fewest exits of reserved reasons that are told as such: any number, which is not what the product does
   */
  async list(id: string, request: Omit<FigureRequest, 'now'>, token: string, limit: number, fewest = 1) {
    const counted = new CountedList(this.parts, loadNomenclatures(), fewest);
    const listed: CountedParcours[] = [];
    for (let more = true; more;) {
      const after = listed.at(-1)?.parcours;
      const page = await counted.page(id, { ...request, now: AFTER_ALL }, ZONE, { after, limit }, token);
      listed.push(...page.items);
      more = page.items.length === limit;
    }
    return listed;
  }

  /** Rows of one of the tables, by the owner's hand. */
  async rows(text: string): Promise<readonly Record<string, unknown>[]> {
    return (await this.owner.query<Record<string, unknown>>(text)).rows;
  }

  async close(): Promise<void> {
    await Promise.all([this.owner.end(), this.writing.end(), this.reading.end()]);
    await this.database.drop();
  }
}
