import type { Position } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';

interface Touch {
  readonly position: Position;
  readonly backlog: boolean;
}

/**
 * The parcours that a batch of events concerns, each with the last position that does: they are to be reviewed. Locked
 * in order of their ids, as reviews lock them, so that neither waits for the other in a circle.
 */
export class Touches {
  private readonly parcours = new Map<Uuid, Touch>();
  /** Parcours that the batch brings, and where they begin: what came before does not concern them. */
  private readonly created = new Map<Uuid, Position>();
  private readonly people = new Map<Uuid, Touch>();
  private readonly professionals = new Map<Uuid, Touch>();
  private readonly territories = new Map<Uuid, Touch>();

  begins(parcours: Uuid, position: Position): void {
    this.created.set(parcours, position);
  }

  ofParcours(parcours: Uuid, position: Position, backlog: boolean): void {
    note(this.parcours, parcours, { position, backlog });
  }

  /** Every parcours of a person, and of those merged with her. */
  ofPerson(person: Uuid, position: Position): void {
    note(this.people, person, { position, backlog: false });
  }

  /** Every parcours that a professional answers for, or may answer for instead of another. */
  ofProfessional(professional: Uuid, position: Position): void {
    note(this.professionals, professional, { position, backlog: false });
  }

  /** Every parcours of a territory: its rules changed. */
  ofTerritory(territory: Uuid, position: Position): void {
    note(this.territories, territory, { position, backlog: true });
  }

  async write(sql: ProjectionSql): Promise<void> {
    const concerned = new Map(this.parcours);
    const add = (touches: ReadonlyMap<Uuid, Touch>, rows: readonly { parcours: Uuid; cause: Uuid }[]) => {
      for (const { parcours, cause } of rows) {
        const touch = touches.get(cause)!;
        if ((this.created.get(parcours) ?? '') <= touch.position) note(concerned, parcours, touch);
      }
    };
    if (this.people.size > 0) add(this.people, await this.caused(sql, OF_PEOPLE, this.people));
    if (this.professionals.size > 0)
      add(this.professionals, await this.caused(sql, OF_PROFESSIONALS, this.professionals));
    if (this.territories.size > 0) add(this.territories, await this.caused(sql, OF_TERRITORIES, this.territories));
    if (concerned.size === 0) return;
    const touched = [...concerned].toSorted(([a], [b]) => (a < b ? -1 : 1));
    await sql.query(TOUCH(sql), [
      touched.map(([parcours]) => parcours),
      touched.map(([, { position }]) => position),
      touched.map(([, { backlog }]) => backlog),
    ]);
  }

  private async caused(
    sql: ProjectionSql,
    statement: (sql: ProjectionSql) => string,
    touches: ReadonlyMap<Uuid, Touch>,
  ): Promise<readonly { parcours: Uuid; cause: Uuid }[]> {
    const { rows } = await sql.query<{ parcours: Uuid; cause: Uuid }>(statement(sql), [[...touches.keys()]]);
    return rows;
  }
}

/** $1 people. Two lists, each by its index: with one condition that has an `OR` every row is looked at for each person. */
const OF_PEOPLE = (sql: ProjectionSql) => `
  SELECT board.parcours, asked.person AS cause
    FROM unnest($1::uuid[]) asked (person)
    JOIN ${sql.table('risk_board')} board ON board.beneficiary = asked.person
   UNION
  SELECT board.parcours, asked.person
    FROM unnest($1::uuid[]) asked (person)
    JOIN ${sql.table('risk_people')} own ON own.person = asked.person
    JOIN ${sql.table('risk_people')} merged ON merged.component = own.component
    JOIN ${sql.table('risk_board')} board ON board.beneficiary = merged.person`;

/** $1 professionals */
const OF_PROFESSIONALS = (sql: ProjectionSql) => `
  SELECT board.parcours, asked.professional AS cause
    FROM unnest($1::uuid[]) asked (professional)
    JOIN ${sql.table('risk_board')} board ON board.referent = asked.professional
   UNION
  SELECT board.parcours, asked.professional
    FROM unnest($1::uuid[]) asked (professional)
    JOIN ${sql.table('risk_professionals')} away ON away.deputies @> ARRAY[asked.professional]
    JOIN ${sql.table('risk_board')} board ON board.referent = away.professional`;

/** $1 territories */
const OF_TERRITORIES = (sql: ProjectionSql) => `
  SELECT parcours, territory AS cause FROM ${sql.table('risk_board')} WHERE territory = ANY ($1::uuid[])`;

/** $1 parcours, in order; $2 positions; $3 backlog */
const TOUCH = (sql: ProjectionSql) => `
  WITH locked AS MATERIALIZED (
    SELECT parcours FROM ${sql.table('risk_board')} WHERE parcours = ANY ($1::uuid[]) ORDER BY parcours FOR UPDATE)
  UPDATE ${sql.table('risk_board')} board
     SET touched = greatest(board.touched, told.position COLLATE "C"), due_ms = 0, backlog = board.backlog OR told.backlog
    FROM unnest($1::uuid[], $2::text[], $3::boolean[]) told (parcours, position, backlog)
   WHERE board.parcours = told.parcours AND board.parcours IN (SELECT parcours FROM locked)`;

function note(touches: Map<Uuid, Touch>, key: Uuid, { position, backlog }: Touch): void {
  const known = touches.get(key);
  touches.set(key, {
    position: known !== undefined && known.position > position ? known.position : position,
    backlog: backlog || known?.backlog === true,
  });
}
