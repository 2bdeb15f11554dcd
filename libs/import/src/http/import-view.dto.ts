import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { DISPOSITIONS, type Disposition } from '../decide/outcomes.js';
import { DEPOSIT_STATES, type DepositAction, type DepositState } from '../deposits/deposit.js';
import { DepositedFileView } from './imports.dto.js';

export class ImportedByView {
  @ApiProperty({ format: 'uuid' })
  id!: Uuid;

  @ApiProperty({ type: String, nullable: true, description: 'Null for the command line' })
  displayName!: string | null;
}

export class ImportProfileView {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  title!: string;
}

export class UsedColumnView {
  @ApiProperty({ description: 'Of the profile' })
  column!: string;

  @ApiProperty({ description: 'Of the file' })
  theirs!: string;
}

export class ImportTableView {
  @ApiProperty({ description: 'The file; « file › sheet » where a workbook has several' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'A file of the profile; null where none is known' })
  as!: string | null;

  @ApiProperty({ type: [String] })
  columns!: readonly string[];

  @ApiProperty({ type: [UsedColumnView] })
  used!: readonly UsedColumnView[];

  @ApiProperty({ type: [String], description: 'Columns that the nearest file of the profile needs' })
  missing!: readonly string[];

  @ApiProperty({ type: [String], description: 'Columns of the file that nothing reads' })
  unused!: readonly string[];
}

export class ImportProgressView {
  @ApiProperty({ enum: ['reading', 'writing'] })
  step!: 'reading' | 'writing';

  @ApiProperty()
  rows!: number;

  @ApiProperty({ type: Number, nullable: true })
  total!: number | null;
}

export class ImportRowsView {
  @ApiProperty({ description: 'Rows of all files, titles apart' })
  read!: number;

  @ApiProperty({
    ...{ type: 'object', properties: Object.fromEntries(DISPOSITIONS.map((name) => [name, { type: 'number' }])) },
    ...{ required: [...DISPOSITIONS], additionalProperties: false },
    description: 'What became of them; they sum to `read`',
  })
  dispositions!: Readonly<Record<Disposition, number>>;
}

export class ImportAnomalyView {
  @ApiProperty({ description: 'What the row was read as, by its name in the profile' })
  record!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty({ enum: DISPOSITIONS })
  disposition!: Disposition;

  @ApiProperty({ description: 'What is wrong and the way out' })
  message!: string;

  @ApiProperty()
  rows!: number;
}

export class ImportExampleView {
  @ApiProperty({
    description: 'The file; once the files are gone « fichier 1 », in the order in which they were given',
  })
  file!: string;

  @ApiProperty({ description: 'From 1, the titles included' })
  line!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Title in the file, and once it is gone in the profile, or « colonne 3 »; null where the whole row is meant',
  })
  column!: string | null;

  @ApiProperty()
  code!: string;

  @ApiProperty({ enum: DISPOSITIONS })
  disposition!: string;

  @ApiProperty({ description: 'What is wrong and the way out; never the value' })
  message!: string;
}

export class ImportExamplesPage {
  @ApiProperty({ type: [ImportExampleView] })
  items!: readonly ImportExampleView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}

export class ImportReportView {
  @ApiProperty({ type: ImportRowsView })
  rows!: ImportRowsView;

  @ApiProperty()
  people!: number;

  @ApiProperty()
  parcours!: number;

  @ApiProperty()
  exits!: number;

  @ApiProperty()
  overlaps!: number;

  @ApiProperty({ description: 'People who may be somebody already known: suspected, never merged' })
  duplicates!: number;

  @ApiProperty({ type: [ImportAnomalyView] })
  anomalies!: readonly ImportAnomalyView[];

  @ApiProperty({
    type: [ImportExampleView],
    description: 'The first of them, cell by cell; all of them: /imports/{id}/anomalies',
  })
  examples!: readonly ImportExampleView[];

  @ApiProperty()
  moreExamples!: number;
}

export class ImportProblemView {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  message!: string;
}

export class ImportFailureView extends ImportProblemView {
  @ApiProperty({ type: [ImportProblemView] })
  problems!: readonly ImportProblemView[];
}

export class KeptEntryView {
  @ApiProperty({ enum: ['parcours', 'person', 'structure'] })
  kind!: 'parcours' | 'person' | 'structure';

  @ApiProperty({ format: 'uuid' })
  id!: Uuid;

  @ApiProperty({ description: 'Type of the event' })
  type!: string;

  @ApiProperty({ enum: ['has-dependants', 'changed-since'] })
  because!: 'has-dependants' | 'changed-since';

  @ApiProperty()
  message!: string;
}

export class ImportUndoView {
  @ApiProperty()
  voided!: number;

  @ApiProperty({ type: [KeptEntryView], description: 'Entries that stay' })
  kept!: readonly KeptEntryView[];

  @ApiProperty()
  moreKept!: number;
}

/** An import in a list. */
export class ImportItem {
  @ApiProperty({ format: 'uuid' })
  id!: Uuid;

  @ApiProperty({ format: 'uuid' })
  structure!: Uuid;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: ImportedByView })
  createdBy!: ImportedByView;

  @ApiProperty({ enum: DEPOSIT_STATES })
  state!: DepositState;

  @ApiProperty({ description: 'A worker has something to do, or does it' })
  busy!: boolean;

  @ApiProperty({ enum: ['upload', 'preview', 'run', 'cancel', 'undo'], isArray: true })
  actions!: readonly DepositAction[];

  @ApiProperty({ type: String, format: 'date', nullable: true })
  referenceOn!: CivilDate | null;

  @ApiProperty({ type: ImportProfileView, nullable: true })
  profile!: ImportProfileView | null;

  @ApiProperty({ type: [DepositedFileView] })
  files!: readonly DepositedFileView[];

  @ApiProperty({ type: ImportProgressView, nullable: true })
  progress!: ImportProgressView | null;

  @ApiProperty({ type: ImportReportView, nullable: true, description: 'Without examples in a list' })
  result!: ImportReportView | null;

  @ApiProperty({ type: ImportFailureView, nullable: true })
  failure!: ImportFailureView | null;

  @ApiProperty({ type: ImportUndoView, nullable: true, description: 'Without entries in a list' })
  undo!: ImportUndoView | null;
}

export class ImportView extends ImportItem {
  @ApiProperty({ type: [ImportTableView], description: 'After a preview, until the import ends' })
  tables!: readonly ImportTableView[];

  @ApiProperty({ type: ImportReportView, nullable: true })
  preview!: ImportReportView | null;
}

export class ImportsPage {
  @ApiProperty({ type: [ImportItem] })
  items!: readonly ImportItem[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
