import { SYSTEM_KEY_ID, type StoredEvent } from '@jalons/event-log';
import { type DomainError, invalidField } from '@jalons/kernel';
import type { StructureEvent } from '@jalons/territory';
import type { DecideContext } from '../decide/decide-context.js';
import { inside, outside, type RowOutcome } from '../decide/outcomes.js';
import { decideStructureRows } from '../decide/structure-rows.decider.js';
import { FileError } from '../read/file-error.js';
import type { ImportRecords } from './import-records.js';
import type { StreamWriter } from './stream-writer.js';
import type { SeenStructure } from './structures-seen.js';
import type { PatientStore } from './patient-store.js';

export interface StructureParts {
  readonly store: PatientStore;
  readonly records: ImportRecords;
  readonly context: DecideContext;
  /** What the tables of the import are called. */
  readonly files: readonly string[];
  /** Null in a rehearsal. */
  readonly writing: { readonly writer: StreamWriter; readonly number: number } | null;
}

const LONGEST_NAME = 200;
const UNKNOWN_KIND = 'other';

/**
 * Registers the structures that rows name, before anything that happened there. One of this product, named by its id,
 * must exist. Returns the outcomes of the rows that describe them.
 * @throws DomainError `structure-unknown`
 */
export async function writeStructures(
  seen: readonly SeenStructure[],
  parts: StructureParts,
): Promise<readonly RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const structure of seen) outcomes.push(...(await writeOne(structure, parts)));
  return outcomes;
}

async function writeOne(seen: SeenStructure, { store, records, context, files, writing }: StructureParts) {
  const { id, row, again } = seen;
  const stream = `structure-${id}` as const;
  const entries = (await store.load(stream, 0)) as unknown as readonly StoredEvent<StructureEvent>[];
  if (seen.name === undefined) {
    if (entries.length > 0) return [];
    throw unknownStructure(seen, files);
  }
  const name = seen.name.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
  const kind = seen.kind ?? UNKNOWN_KIND;
  const isKind = context.lists.has('structure-kinds', kind);
  const rows = [context.ids.structure(id, 'registration'), context.ids.structure(id, 'seat')];
  const decided = decideStructureRows(
    {
      ...{ structure: id, entries, name, kind: isKind ? kind : UNKNOWN_KIND },
      known: await records.versionsOf(rows),
      firstOn: seen.firstOn ?? context.referenceOn,
    },
    context,
  );
  if (writing !== null) {
    const revision = entries.at(-1)?.revision ?? -1;
    await records.save(writing.number, decided.versions, [{ category: 'structure', id }]);
    await writing.writer.append(stream, SYSTEM_KEY_ID, revision, decided.draft.decided, undefined);
  }
  const repeated = again.map((other) =>
    other.name === row?.name && other.kind === row.kind
      ? inside(other, 'unchanged', [])
      : outside(other, 'key-repeated', context.fateOf(other.record, 'key-repeated')),
  );
  if (row === undefined) return repeated;
  const { kind: written } = decided.written;
  const described =
    written === 'imported' || written === 'changed' || written === 'unchanged'
      ? inside(row, written, isKind ? [] : ['kind-not-listed'])
      : outside(row, 'contradiction', context.fateOf(row.record, 'contradiction'));
  return [described, ...repeated];
}

/** Names the first row that is to be looked at, and what of it outlives its file, or what was asked for rows that name none. */
function unknownStructure({ at }: SeenStructure, files: readonly string[]): DomainError {
  const code = 'structure-unknown';
  if (at === undefined) {
    const message =
      'La structure demandée pour les lignes qui n’en nomment pas (--structure) n’existe pas. Vérifiez son identifiant.';
    return invalidField('/structure', code, message);
  }
  const sentence = 'cette structure n’existe pas. Vérifiez son identifiant, ou donnez son nom.';
  return new FileError(files[at.table]!, code, sentence, at.line);
}
