import type { ConnectionUrls } from '@jalons/database';
import { commandHashOf } from '@jalons/event-log';
import { ownFormat, prepareFiles, runImport, type ImportProgress, type ImportSummary } from '@jalons/import';
import { civilDateOf, randomId } from '@jalons/kernel';
import { Territories } from '@jalons/territory';
import { openImportParts } from '../../support/imports.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeProgramme } from './invented-programme.js';

const ZONE = 'Europe/Paris';

/** What an import took: whole, from the first byte looked at to the last event stored. */
export interface ImportTime {
  readonly rows: number;
  readonly events: number;
  readonly seconds: number;
  /** Of this process alone, in seconds; PostgreSQL has its own. */
  readonly processor: number;
}

export interface ImportedProgramme {
  /** The first files, all rows new. */
  readonly first: ImportTime;
  /** The files of corrections: each row that goes in voids an entry and replaces it. */
  readonly corrections: ImportTime;
  /** Rows that stayed outside: somebody too young, and the steps of hers. */
  readonly outside: number;
}

/** Invents a programme, writes its files and imports them into an empty database, as the product would. */
export async function importProgramme(
  urls: ConnectionUrls,
  secretsFolder: string,
  parcours: number,
  onProgress?: (progress: ImportProgress) => void,
): Promise<ImportedProgramme> {
  const folder = temporaryFolder('jalons-bench-files-');
  const { opened, parts, request, close } = await openImportParts(urls, secretsFolder);
  try {
    const commandId = randomId();
    const context = { commandId, commandHash: commandHashOf({}), actor: request.actor, correlationId: commandId };
    const found = { type: 'FoundTerritory', name: 'Mesures', zone: ZONE, on: civilDateOf('2010-01-01') } as const;
    const territories = new Territories({ ...opened, clock: { now: parts.now }, codes: parts.codes, zone: ZONE });
    await territories.run(request.territory, found, context);

    const files = await writeProgramme(folder.path, parcours);
    const timed = async (paths: readonly string[]) => {
      const [started, processor] = [performance.now(), process.cpuUsage()];
      const prepared = await prepareFiles(paths, ownFormat());
      const summary = await runImport(parts, { ...request, prepared, ...(onProgress !== undefined && { onProgress }) });
      const { user, system } = process.cpuUsage(processor);
      return { summary, seconds: (performance.now() - started) / 1_000, processor: (user + system) / 1_000_000 };
    };
    const [first, corrections] = [await timed(files.first), await timed(files.corrections)];
    return {
      first: timeOf(first),
      corrections: timeOf(corrections),
      outside: outsideOf(first.summary) + outsideOf(corrections.summary),
    };
  } finally {
    await close();
    folder.remove();
  }
}

function timeOf({
  summary,
  ...times
}: Pick<ImportTime, 'seconds' | 'processor'> & { readonly summary: ImportSummary }): ImportTime {
  return { rows: summary.rows.read, events: summary.events, ...times };
}

function outsideOf({ rows: { dispositions } }: ImportSummary): number {
  return dispositions.quarantined + dispositions.refused;
}
