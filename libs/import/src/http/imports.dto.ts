import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { checkedField, DayField, MayBeAbsent, TextField } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { DEPOSIT_STATES, type DepositState } from '../deposits/deposit.js';

const LONGEST_TITLE = 200;
const MOST_TABLES = 50;

export class ImportForm {
  @TextField(60, { optional: true, description: 'A profile of GET /import-profiles; found by the columns without it' })
  profile?: string;

  @DayField({ optional: true, description: 'Since when what has no day of its own is known; the day of the import' })
  referenceOn?: CivilDate;
}

export class MappingForm {
  @TextField(500, { description: 'Name of the table, as in `tables`' })
  table!: string;

  @TextField(60, { description: 'A file of the profile' })
  as!: string;

  @checkedField(
    {
      ...{ type: 'object', additionalProperties: { type: 'string' } },
      description: 'Title in the file, by column of the profile',
    },
    IsObject(),
  )
  columns!: Record<string, string>;
}

export class PreviewForm {
  @TextField(60, { optional: true, description: 'Another profile than before' })
  profile?: string;

  @ApiPropertyOptional({ type: [MappingForm], description: 'Takes the place of the mapping given before' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MOST_TABLES)
  @ValidateNested({ each: true })
  @Type(() => MappingForm)
  mapping?: MappingForm[];
}

/** Whether a mapping can be stored and read: titles of columns on both sides. */
export function isMapping(columns: Readonly<Record<string, unknown>>): columns is Record<string, string> {
  const entries = Object.entries(columns);
  return (
    entries.length <= LONGEST_TITLE &&
    entries.every(([ours, theirs]) => ours.length <= LONGEST_TITLE && isTitle(theirs))
  );
}

function isTitle(title: unknown): boolean {
  return typeof title === 'string' && title.length <= 1_000;
}

export class AskedView {
  @ApiProperty({ format: 'uuid' })
  id!: Uuid;

  @ApiProperty({ enum: DEPOSIT_STATES })
  state!: DepositState;

  @ApiProperty({ description: 'True where it had been asked before' })
  repeated!: boolean;
}

export class DepositedFileView {
  @ApiProperty({ format: 'uuid' })
  id!: Uuid;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  bytes!: number;
}

export class ReceivedFileView extends DepositedFileView {
  @ApiProperty({ description: 'True where all of it had been sent before' })
  repeated!: boolean;
}

export class ProfileFileView {
  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [String], description: 'Columns by which a file is known to be this one' })
  requires!: readonly string[];

  @ApiProperty({ type: [String], description: 'Every column that may be read' })
  columns!: readonly string[];
}

export class ProfileView {
  @ApiProperty()
  id!: string;

  @ApiProperty({ description: 'In the language of Accept-Language' })
  title!: string;

  @ApiProperty({ type: [ProfileFileView] })
  files!: readonly ProfileFileView[];
}

export class ProfilesView {
  @ApiProperty({ type: [ProfileView] })
  items!: readonly ProfileView[];
}
