import { open, type FileHandle } from 'node:fs/promises';
import { anomalySentence, type Anomaly, type Disposition } from '@jalons/import';
import { writeCsv } from 'hucre/csv';
import { UsageError } from '../command-line/arguments.js';

/** As French spreadsheets open it; a cell that begins like a formula is text. */
const FORMAT = { delimiter: ';', escapeFormulae: true } as const;
const TITLES = ['fichier', 'ligne', 'colonne', 'signalement', 'sort', 'code'];

const FATES: Readonly<Record<Disposition, string>> = {
  imported: 'importée',
  changed: 'modifiée',
  unchanged: 'inchangée',
  superseded: 'remplacée par un état plus récent',
  quarantined: 'en quarantaine',
  refused: 'refusée',
  ignored: 'sans objet',
  reference: 'de référence',
};

const HEADER = `${writeCsv([TITLES], { ...FORMAT, bom: true })}\r\n`;

/** A CSV of every line that an import reports, and of no value of any cell. */
export interface AnomaliesFile {
  add(anomalies: readonly Anomaly[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Begins such a file, or begins it again: an import that is taken up again tells everything again. Throws UsageError
 * where the file is another one, which is left as it is, or cannot be made.
 */
export async function createAnomaliesFile(path: string): Promise<AnomaliesFile> {
  try {
    const file = await open(path, 'a+');
    if ((await file.stat()).size > 0 && !(await beginsAsOne(file))) {
      await file.close();
      throw new UsageError('--anomalies : ce fichier existe déjà, et contient autre chose. Donnez un autre nom.');
    }
    await file.truncate();
    await file.appendFile(HEADER);
    let written = Promise.resolve();
    const append = (text: string) => (written = written.then(() => file.appendFile(text)));
    return {
      add: async (anomalies) => {
        if (anomalies.length > 0) await append(`${writeCsv(anomalies.map(cellsOf), FORMAT)}\r\n`);
      },
      close: () => written.finally(() => file.close()),
    };
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`--anomalies : ce fichier ne peut pas être créé (${error.code}). Donnez un autre nom.`);
  }
}

async function beginsAsOne(file: FileHandle): Promise<boolean> {
  const header = Buffer.from(HEADER);
  const { buffer } = await file.read(Buffer.alloc(header.length), 0, header.length, 0);
  return buffer.equals(header);
}

function cellsOf(anomaly: Anomaly) {
  const { file, line, column, disposition, code } = anomaly;
  return [file, line, column, anomalySentence(anomaly), FATES[disposition as Disposition], code];
}
