import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { checkedField, DayField } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { BackTestComparisonView, BackTestSummaryView } from './back-test-summary.dto.js';

const STATES = ['waiting', 'running', 'recording', 'recorded', 'failed'] as const;
export type BackTestState = (typeof STATES)[number];

const MAX_DAYS = 366;

export class BackTestForm {
  @checkedField(
    { type: Number, minimum: 1, maximum: MAX_DAYS, optional: true, description: 'H in days: 90 where absent' },
    IsInt(),
    Min(1),
    Max(MAX_DAYS),
  )
  horizon?: number;

  @DayField({ optional: true, description: 'First day of landmarks; the first at which anything was open' })
  from?: CivilDate;

  @DayField({ optional: true, description: 'Last day of landmarks; the last one observed for the horizon and 30 days' })
  to?: CivilDate;

  @checkedField(
    { type: Number, minimum: 1, maximum: MAX_DAYS, optional: true, description: 'Days between landmarks: 7' },
    IsInt(),
    Min(1),
    Max(MAX_DAYS),
  )
  every?: number;

  @checkedField(
    { type: Number, minimum: 1, optional: true, description: 'Another version, compared on the same people and days' },
    IsInt(),
    Min(1),
  )
  against?: number;
}

export class BackTestAskedView {
  @ApiProperty({ format: 'uuid', description: 'The run, for its progress and its result' })
  id!: Uuid;
}

export class BackTestProgressView {
  @ApiProperty({ description: 'Events of the log' })
  read!: number;

  @ApiProperty({ type: Number, nullable: true })
  total!: number | null;
}

export class BackTestRunView {
  @ApiProperty({ format: 'uuid' })
  id!: Uuid;

  @ApiProperty({ description: 'Of the rules tested' })
  version!: number;

  @ApiProperty({ enum: STATES })
  state!: BackTestState;

  @ApiProperty({ format: 'date-time' })
  requestedAt!: string;

  @ApiProperty({ description: 'H in days' })
  horizon!: number;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  from!: CivilDate | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  to!: CivilDate | null;

  @ApiProperty({ type: Number, nullable: true, description: 'The version compared with' })
  against!: number | null;

  @ApiProperty({ description: 'The log was read up to it' })
  position!: string;

  @ApiProperty({ type: BackTestProgressView })
  progress!: BackTestProgressView;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Its BackTestRecorded' })
  eventId!: Uuid | null;

  @ApiProperty({ type: BackTestSummaryView, nullable: true, description: 'Null until recorded' })
  summary!: BackTestSummaryView | null;

  @ApiProperty({ type: BackTestComparisonView, nullable: true })
  comparison!: BackTestComparisonView | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed' })
  error!: string | null;
}

export class BackTestRunList {
  @ApiProperty({ type: [BackTestRunView] })
  items!: readonly BackTestRunView[];
}

export class MissedCaseView {
  @ApiProperty({ description: '« Dossier 7F3A90C1 »' })
  caseNumber!: string;

  @ApiProperty({ format: 'uuid' })
  parcoursId!: Uuid;

  @ApiProperty({ format: 'date' })
  exitOn!: CivilDate;
}

export class MissedCaseList {
  @ApiProperty({ type: [MissedCaseView] })
  items!: readonly MissedCaseView[];
}
