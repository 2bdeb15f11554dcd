import { addDays, civilDateOf, randomId } from '@jalons/kernel';
import type pg from 'pg';
import { valuesOf } from '../../support/her-values.js';
import type { OpenedPlace } from '../../support/opened-place.js';
import type { JournalWatch } from './watch.js';

/** Long enough without a contact for an alert, and for a back-test to have something to look back on. */
const LONG_AGO = -200;

/** Asked so many times, four a second: four minutes. */
const MOST_ASKED = 960;

/** A back-test that is over. */
export interface BackTested {
  readonly version: string;
  readonly run: string;
  /** Its entry in the log. */
  readonly eventId: string;
}

/** What comes about by itself, sooner or later, in an installation that is used: made here, and waited for. */
export class Circumstances {
  /** The latest one. */
  backTested: BackTested | null = null;

  constructor(
    private readonly place: OpenedPlace,
    private readonly client: JournalWatch,
    private readonly admin: pg.Client,
    private readonly today: string,
  ) {}

  /** A parcours of hers that nobody has heard of, with the worry of somebody, once a review has raised an alert. */
  async alerted(person: string, worry: string): Promise<{ readonly parcours: string; readonly alert: string }> {
    const { cookie } = this.place.operator;
    const opening = { entryChannel: 'walk-in', occurredOn: addDays(civilDateOf(this.today), LONG_AGO) };
    const { body } = await this.client.done(`/beneficiaries/${person}/parcours`, cookie, opening);
    const parcours = String(body['id']);
    await this.client.done(`/parcours/${parcours}/steps/concerns`, cookie, { occurredOn: this.today, note: worry });
    let alert: string | undefined;
    await this.until('an alert', async () => {
      const raised = 'SELECT alert FROM read.risk_alerts WHERE parcours = $1 AND NOT shadow';
      alert = (await this.admin.query<{ alert: string }>(raised, [parcours])).rows[0]?.alert;
      return alert !== undefined;
    });
    return { parcours, alert: alert! };
  }

  /** Waits until nothing is under way for an import any more, and knows whom it brought. */
  async imported(id: string, n: number, cookie: string): Promise<void> {
    await this.until(
      'an import',
      async () => (await this.client.done(`/imports/${id}`, cookie)).body['busy'] === false,
    );
    const { rows } = await this.admin.query<{ person: string }>(
      'SELECT person FROM read.persons WHERE given_name = $1 AND family_name = $2',
      [valuesOf(n).givenName, valuesOf(n).familyName],
    );
    for (const { person } of rows) this.client.belongsTo(n, person);
  }

  /** Waits for the end of a back-test that was asked for. */
  async backTest(version: string, run: string): Promise<BackTested> {
    const path = `/rule-sets/${version}/back-tests/${run}`;
    const read = async () => (await this.client.done(path, this.place.coordinator.cookie)).body;
    await this.until('a back-test', async () => {
      const { state, error } = await read();
      if (state === 'failed') throw new Error(`${path} failed: ${String(error)}`);
      return state === 'recorded';
    });
    this.backTested = { version, run, eventId: String((await read())['eventId']) };
    return this.backTested;
  }

  /** A digest that the mail server of somebody refused until there were no tries left: as sending leaves it behind. */
  async failedMail(professional: string, n: number): Promise<string> {
    const id = randomId();
    await this.admin.query(
      `INSERT INTO engine.digests (id, professional, period, day, state, attempts, reason, changed_ms)
       VALUES ($1, $2, $3, $3, 'failed', 5, 'refused', 0)`,
      [id, professional, addDays(civilDateOf(this.today), -n)],
    );
    return id;
  }

  private async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (let asked = 0; !(await holds()); asked += 1) {
      if (asked === MOST_ASKED) throw new Error(`waited in vain for ${what}`);
      await this.admin.query('SELECT pg_sleep(0.25)');
    }
  }
}
