import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DayField, IdField, PageQuery } from '@jalons/http';
import type { CivilDate } from '@jalons/kernel';
import { COMMAND_LINE_ROLE, type AccessReason } from '@jalons/privacy';
import { ROLES } from '../professional/roles.js';

const REASONS: readonly AccessReason[] = ['referent', 'structure', 'orientation', 'elevated', 'duty'];

export class AccessesQuery extends PageQuery {
  @DayField({ optional: true })
  from?: CivilDate;

  @DayField({ optional: true, description: 'Last day' })
  to?: CivilDate;

  @IdField({ optional: true, description: 'Who looked' })
  professional?: string;

  @IdField({ optional: true, description: 'Who was shown' })
  person?: string;
}

export class AccessedSubjectView {
  @ApiProperty({ format: 'uuid' })
  person!: string;

  @ApiProperty({ enum: REASONS, description: 'The relation that opened this person to whoever looked' })
  reason!: AccessReason;
}

export class AccessView {
  @ApiProperty({ format: 'uuid', description: 'One request leaves one line for each thing that it shows' })
  request!: string;

  @ApiProperty({ description: 'Milliseconds since 1970' })
  at!: number;

  @ApiProperty({ format: 'uuid' })
  professional!: string;

  @ApiProperty({
    enum: [...ROLES, COMMAND_LINE_ROLE],
    description: 'The role under which it was shown; `command-line` where the machine was asked, without an account',
  })
  role!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  structure!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  territory!: string | null;

  @ApiProperty({ description: 'What was shown: cases, parcours, parcours-identity…' })
  action!: string;

  @ApiProperty({ description: 'How many people were shown' })
  people!: number;

  @ApiProperty({ type: [AccessedSubjectView], description: 'The first ten of them, or the one who was asked for' })
  subjects!: readonly AccessedSubjectView[];
}

export class AccessesPage {
  @ApiProperty({ type: [AccessView] })
  items!: readonly AccessView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
