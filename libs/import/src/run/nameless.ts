import { columnsOf, type KnownTable } from '../profile/match-files.js';
import { foldedTitle } from '../read/table-columns.js';
import type { Anomaly } from './import-records.js';
import type { PreparedFiles } from './prepared-files.js';
import type { ImportSummary } from './summary.js';

interface Place {
  /** « fichier 1 », or « fichier 1 › feuille 2 ». */
  readonly label: string;
  /** Titles as the file has them. */
  readonly titles: readonly string[];
  /** What the profile calls those that it reads, by their place. */
  readonly known: ReadonlyMap<number, string>;
}

/**
 * Where things are in the files of an import, without a word of these: files by the order in which they were given, sheets
 * by theirs, and columns by the title that the profile has for them, or by their place. Names of files and of sheets, and
 * titles of columns, are the words of whoever made them and may name people (« Bilan Mme DUPONT.xlsx », or a file without
 * titles): only what is kept no longer than the files themselves may repeat them (security.md § 3).
 */
export class NamelessPlaces {
  private readonly places: ReadonlyMap<string, Place>;

  constructor({ sources, tables }: Pick<PreparedFiles, 'sources' | 'tables'>) {
    const known = new Map(tables.map((one) => [one.table, knownColumns(one)] as const));
    this.places = new Map(
      sources.flatMap((source, index) =>
        source.tables.map((table): [string, Place] => {
          const file = `fichier ${index + 1}`;
          const label = table.sheet === undefined ? file : `${file} › feuille ${table.sheet}`;
          return [table.name, { label, titles: table.columns, known: known.get(table) ?? new Map<number, string>() }];
        }),
      ),
    );
  }

  anomaly(anomaly: Anomaly): Anomaly {
    const { label, titles, known } = this.places.get(anomaly.file)!;
    const at = titles.indexOf(anomaly.column);
    // Of a column that the file lacks, the profile gave the title.
    const isOurs = anomaly.column === '' || at === -1;
    return { ...anomaly, file: label, column: isOurs ? anomaly.column : (known.get(at) ?? `colonne ${at + 1}`) };
  }

  summary(summary: ImportSummary): ImportSummary {
    return {
      ...summary,
      files: summary.files.map((file) => ({ ...file, name: this.places.get(file.name)!.label })),
      examples: summary.examples.map((one) => this.anomaly(one)),
    };
  }
}

function knownColumns({ spec, columns }: KnownTable): ReadonlyMap<number, string> {
  const read = spec === null ? [] : [...columnsOf(spec)];
  return new Map(
    read.flatMap((column) => {
      const at = columns.get(foldedTitle(column));
      return at === undefined ? [] : [[at, column] as const];
    }),
  );
}
