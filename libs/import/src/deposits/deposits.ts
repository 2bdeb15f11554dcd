import type { ScopedDatabase } from '@jalons/database';
import { keyReused, type CommandContext, type EventStore } from '@jalons/event-log';
import type { Clock } from '@jalons/http';
import { DomainError, type CivilDate, type Uuid } from '@jalons/kernel';
import type { TableMapping } from '../profile/match-files.js';
import { DepositSeal } from './deposit-seal.js';
import { DESTROY_DEPOSIT } from './destroy-deposit.js';
import { ENDED, OPEN, UNDOABLE, type DepositState } from './deposit.js';
import { assertSeated } from './may-record.js';

export interface DepositsParts {
  /** On the api's connection: the database itself keeps each manager to her structures. */
  readonly database: ScopedDatabase;
  /** Whether the structure holds its seat is read in the log. */
  readonly store: Pick<EventStore, 'load'>;
  readonly clock: Clock;
  readonly idSecret: Uint8Array;
}

/** Who asks, and for which of her structures. */
export interface Depositor {
  readonly token: string;
  readonly professional: Uuid;
  readonly structure: Uuid;
  readonly territory: Uuid;
}

/** What asking answers: the import as it now stands. */
export interface Asked {
  readonly id: Uuid;
  readonly state: DepositState;
  /** True where it had been asked before. */
  readonly repeated: boolean;
}

/** Told to the workers: see libs/runtime. */
const ASK = `SELECT pg_notify('jalons_import', '')`;

/** More than anybody prepares at once; each may hold 100 MB. */
const MOST_OPEN = 10;

/** $1 structure, $2 states */
const COUNT_OPEN =
  'SELECT count(*)::int AS open FROM import.deposits WHERE structure = $1 AND state = ANY ($2::text[])';

/** $1 id, $2 structure, $3 territory, $4 professional, $5 ms, $6 profile, $7 reference day, $8 hash of the command */
const CREATE = `
  INSERT INTO import.deposits (id, structure, territory, created_by, created_ms, touched_ms, state, asked_profile,
                               reference_on, command_hash)
  VALUES ($1, $2, $3, $4, $5, $5, 'collecting', $6, $7, $8)
  ON CONFLICT (id) DO NOTHING`;

/** $1 deposit, $2 key */
const KEEP_KEY = 'INSERT INTO import.deposit_keys (deposit, sealed) VALUES ($1, $2)';

const KEY = 'SELECT sealed FROM import.deposit_keys WHERE deposit = $1';

/** Where a preview may be asked for: a worker that has not begun takes up what was asked last. */
const PREVIEWABLE: readonly DepositState[] = [...OPEN, 'preview-waiting'];

/** $1 id, $2 from which states, $3 to which, $4 ms, $5 whether what is under way stops */
const MOVE = `
  UPDATE import.deposits
     SET state = $3, touched_ms = $4, stopping = $5, attempts = 0, step = NULL, rows_done = NULL, failure = NULL,
         asked_by = CASE WHEN $3 IN ('run-waiting', 'undo-waiting') THEN auth.my_professional() ELSE asked_by END
   WHERE id = $1 AND state = ANY ($2::text[])
  RETURNING state`;

/** $1 id, $2 ms, $3 profile, $4 mapping, $5 from which states, $6 command, $7 its hash */
const ASK_PREVIEW = `
  UPDATE import.deposits
     SET state = 'preview-waiting', touched_ms = $2, stopping = false, attempts = 0, asked_profile = $3, mapping = $4,
         preview = NULL, failure = NULL, step = NULL, rows_done = NULL, rows_total = NULL, preview_command = $6,
         preview_hash = $7
   WHERE id = $1 AND state = ANY ($5::text[])
  RETURNING state`;

const STATE = `
  SELECT state, asked_profile AS "askedProfile", import, structure, territory, command_hash AS "commandHash",
         preview_command AS "previewCommand", preview_hash AS "previewHash"
    FROM import.deposits WHERE id = $1`;

/** $1 import of the command line, $2 ms, $3 territory: undone from a screen, it is followed like the others. */
const TAKE_UP = `
  INSERT INTO import.deposits (id, structure, territory, created_by, created_ms, touched_ms, state, reference_on, result,
                               import)
  SELECT id, structure, territory, actor, begun_at, $2, 'done', reference_on, summary, id
    FROM import.imports WHERE id = $1
  ON CONFLICT (id) DO NOTHING`;

/** A command on what lies outside the log: what it makes is named by its id. */
export type DepositCommand = Pick<CommandContext, 'commandId' | 'commandHash'>;

/** What managers ask of imports; workers carry it out. */
export class Deposits {
  constructor(private readonly parts: DepositsParts) {}

  /** @throws DomainError `import-too-many-open`, `idempotency-key-reused` */
  async create(
    { token, professional, structure, territory }: Depositor,
    { commandId: id, commandHash }: DepositCommand,
    asked: { readonly profile?: string | undefined; readonly referenceOn?: CivilDate | undefined },
  ): Promise<Asked> {
    const { database, clock, idSecret } = this.parts;
    return database.transaction(token, async (transaction) => {
      const { rows } = await transaction.query<{ open: number }>(COUNT_OPEN, [structure, OPEN]);
      const earlier = async (): Promise<Asked | undefined> => {
        const [known] = (await transaction.query<KnownState>(STATE, [id])).rows;
        if (known === undefined) return undefined;
        const same = known.structure === structure && (known.commandHash ?? commandHash) === commandHash;
        if (!same) throw keyReused();
        return { id, state: known.state, repeated: true };
      };
      const first = await earlier();
      if (first !== undefined) return first;
      if (rows[0]!.open >= MOST_OPEN) throw tooManyOpen();
      const values = [id, structure, territory, professional, clock.now(), asked.profile ?? null];
      const { rowCount } = await transaction.query(CREATE, [...values, asked.referenceOn ?? null, commandHash]);
      if (rowCount !== 1) return (await earlier()) ?? refuseKey();
      await transaction.query(KEEP_KEY, [id, DepositSeal.make(idSecret, id).sealed]);
      return { id, state: 'collecting', repeated: false };
    });
  }

  /**
   * The same command again asks nothing while the files are there; another, before a worker began, takes its place.
   * @throws DomainError `import-unknown`, `import-busy`, `import-ended`, `import-without-file`, `idempotency-key-reused`,
   *   `seat-needed`
   */
  async preview(
    token: string,
    id: Uuid,
    { commandId, commandHash }: DepositCommand,
    {
      profile,
      mapping,
    }: { readonly profile?: string | undefined; readonly mapping?: readonly TableMapping[] | undefined },
  ): Promise<Asked> {
    const { database, clock, idSecret } = this.parts;
    const known = await this.stateOf(token, id);
    const key = await database.query<{ sealed: Buffer }>(token, KEY, [id]);
    const seal = key.rows[0] && DepositSeal.open(idSecret, id, key.rows[0].sealed);
    if (seal === undefined) throw refusalOf(known.state);
    const hash = seal.commandHash(commandHash);
    if (known.previewCommand === commandId) {
      if (known.previewHash !== hash) throw keyReused();
      // Unless files came or went since, or it was taken back: it is asked for anew.
      if (known.state !== 'collecting') return { id, state: known.state, repeated: true };
    }
    await this.assertSeated(known);
    const files = 'SELECT FROM import.deposit_files WHERE deposit = $1 AND complete LIMIT 1';
    if ((await database.query(token, files, [id])).rowCount === 0) throw withoutFile();
    const sealed = mapping === undefined || mapping.length === 0 ? null : seal.note('mapping', mapping);
    const values = [id, clock.now(), profile ?? known.askedProfile, sealed, PREVIEWABLE];
    const { rows } = await database.query<{ state: DepositState }>(token, ASK_PREVIEW, [...values, commandId, hash]);
    if (rows[0] === undefined) throw refusalOf((await this.stateOf(token, id)).state);
    await database.query(token, ASK);
    return { id, state: rows[0].state, repeated: false };
  }

  /** @throws DomainError `import-unknown`, `import-not-ready`, `import-busy`, `import-ended`, `seat-needed` */
  async run(token: string, id: Uuid): Promise<Asked> {
    const known = await this.stateOf(token, id);
    if (known.state === 'previewed') await this.assertSeated(known);
    return this.move(token, id, {
      from: ['previewed'],
      to: 'run-waiting',
      already: ['run-waiting', 'running', 'done'],
    });
  }

  /** What did not run is abandoned, files and key destroyed; what is under way is told to stop. */
  async cancel(token: string, id: Uuid): Promise<Asked> {
    const { state } = await this.stateOf(token, id);
    if (state === 'preview-waiting') return this.move(token, id, { from: [state], to: 'collecting', already: OPEN });
    if (state === 'run-waiting') return this.move(token, id, { from: [state], to: 'previewed', already: ['running'] });
    if (state === 'previewing' || state === 'running') {
      return this.move(token, id, {
        from: [state],
        to: state,
        already: [...OPEN, 'cancelled', 'done'],
        stopping: true,
      });
    }
    const asked = await this.move(token, id, { from: OPEN, to: 'abandoned', already: ['abandoned', 'cancelled'] });
    await this.parts.database.query(token, DESTROY_DEPOSIT, [id]);
    return asked;
  }

  /** @throws DomainError `import-unknown`, `import-not-begun`, `import-busy`, `seat-needed` */
  async undo(token: string, id: Uuid): Promise<Asked> {
    const { database, clock } = this.parts;
    await database.query(token, TAKE_UP, [id, clock.now()]);
    const known = await this.stateOf(token, id);
    if (known.import === null && UNDOABLE.includes(known.state)) throw notBegun();
    // By hand too, what was recorded is voided by a structure that sits.
    if (UNDOABLE.includes(known.state)) await this.assertSeated(known);
    return this.move(token, id, { from: UNDOABLE, to: 'undo-waiting', already: ['undo-waiting', 'undoing'] });
  }

  private async move(
    token: string,
    id: Uuid,
    asked: {
      readonly from: readonly DepositState[];
      readonly to: DepositState;
      /** Where asking again is asking once. */
      readonly already: readonly DepositState[];
      readonly stopping?: boolean;
    },
  ): Promise<Asked> {
    const { database, clock } = this.parts;
    const values = [id, asked.from, asked.to, clock.now(), asked.stopping ?? false];
    const { rows } = await database.query<{ state: DepositState }>(token, MOVE, values);
    if (rows[0] === undefined) {
      const { state } = await this.stateOf(token, id);
      if (asked.already.includes(state)) return { id, state, repeated: true };
      throw refusalOf(state);
    }
    await database.query(token, ASK);
    return { id, state: rows[0].state, repeated: false };
  }

  private assertSeated({ structure, territory }: KnownState): Promise<void> {
    return assertSeated(this.parts.store, { structure, territory }, this.parts.clock.now());
  }

  private async stateOf(token: string, id: Uuid): Promise<KnownState> {
    const { rows } = await this.parts.database.query<KnownState>(token, STATE, [id]);
    if (rows[0] === undefined) throw unknownImport();
    return rows[0];
  }
}

interface KnownState {
  readonly state: DepositState;
  readonly askedProfile: string | null;
  readonly import: Uuid | null;
  readonly structure: Uuid;
  readonly territory: Uuid;
  readonly commandHash: string | null;
  readonly previewCommand: Uuid | null;
  readonly previewHash: string | null;
}

/** Of somebody's whom the manager does not see any more. */
function refuseKey(): never {
  throw keyReused();
}

export function unknownImport(): DomainError {
  return new DomainError('not-found', 'import-unknown', 'Cet import n’existe pas ou n’est pas de votre structure.');
}

/** Why what was asked cannot be done in a state. */
export function refusalOf(state: DepositState): DomainError {
  if (OPEN.includes(state)) {
    const message = 'Demandez d’abord l’aperçu de cet import, et corrigez ce qu’il signale.';
    return new DomainError('conflict', 'import-not-ready', message);
  }
  if (!ENDED.includes(state) || state === 'undo-waiting' || state === 'undoing') {
    return new DomainError(
      'conflict',
      'import-busy',
      'Cet import est en cours. Attendez qu’il se termine, ou arrêtez-le.',
    );
  }
  return new DomainError('conflict', 'import-ended', 'Cet import est terminé. Commencez-en un autre.');
}

function withoutFile(): DomainError {
  return new DomainError('conflict', 'import-without-file', 'Cet import n’a pas encore de fichier. Donnez-en un.');
}

function notBegun(): DomainError {
  return new DomainError('conflict', 'import-not-begun', 'Cet import n’a rien écrit : il n’y a rien à annuler.');
}

function tooManyOpen(): DomainError {
  const message = `Votre structure prépare déjà ${MOST_OPEN} imports. Lancez ou abandonnez l’un d’eux.`;
  return new DomainError('conflict', 'import-too-many-open', message);
}
