import { DomainError } from '@jalons/kernel';
import pg from 'pg';
import type { Access, AccessJournal } from './access-journal.js';

/** $1 lines as JSON. */
const RECORD = { name: 'journal_record', text: 'SELECT journal.record($1::jsonb)' };

const LIMITS = { maxBatch: 500, maxWaiting: 5_000 };

interface Waiting {
  readonly access: Access;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The journal in PostgreSQL, by group commit: while one group is being flushed the next one fills, so that many reads
 * share one flush and a lone one waits for nobody. The pool is its owner's to end.
 */
export class PostgresAccessJournal implements AccessJournal {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(private readonly pool: pg.Pool) {}

  record(access: Access): Promise<void> {
    if (access.subjects.length === 0) return Promise.resolve();
    if (this.waiting.length >= LIMITS.maxWaiting) return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      this.waiting.push({ access, resolve, reject });
      if (this.writing) return;
      this.writing = true;
      queueMicrotask(() => void this.drain());
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, LIMITS.maxBatch);
      await this.write(group);
    }
    this.writing = false;
  }

  /** Answers each of a group. One line that is refused keeps nobody else from reading: the others are written alone. */
  private async write(group: readonly Waiting[]): Promise<void> {
    try {
      await this.pool.query({ ...RECORD, values: [JSON.stringify(group.map(({ access }) => lineOf(access)))] });
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length > 1 && isOfALine(error)) {
        for (const each of group) await this.write([each]);
        return;
      }
      // Without the cause: what PostgreSQL says may hold the values of a line.
      for (const { reject } of group) reject(unavailable());
    }
  }
}

/** What a line breaks by itself: a caller may bring the id of a request twice in one millisecond. */
function isOfALine(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code?.startsWith('23') === true;
}

function lineOf({ subjects, ...access }: Access): object {
  return {
    ...access,
    subjects: subjects.map(({ subject }) => subject),
    reasons: subjects.map(({ reason }) => reason),
  };
}

function unavailable(): DomainError {
  return new DomainError(
    'unavailable',
    'journal-unavailable',
    'Cette consultation ne peut pas être notée au journal des accès ; réessayez dans un instant.',
  );
}
