import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsId, MayBeAbsent, PageQuery } from '@jalons/http';
import type { Uuid } from '@jalons/kernel';
import { type Phase, PHASES } from '@jalons/parcours';
import { NamedView } from '../names/named.dto.js';
import { CASE_FILTERS, type CaseFilter } from './case-filters.js';
import type { CaseCounts, CaseStatus, Whose } from './case-list.js';

const WHOSE = ['mine', 'all'] as const satisfies readonly Whose[];
const STATUSES = ['open', 'exited'] as const satisfies readonly CaseStatus[];

export class CasesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATUSES, description: 'Both by default' })
  @MayBeAbsent()
  @IsIn(STATUSES)
  status?: CaseStatus;

  @ApiPropertyOptional({ enum: CASE_FILTERS, description: 'What is to do, the longest waiting first' })
  @MayBeAbsent()
  @IsIn(CASE_FILTERS)
  filter?: CaseFilter;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Those that this professional answers for: a portfolio to hand over',
  })
  @MayBeAbsent()
  @IsId()
  referent?: Uuid;

  @ApiPropertyOptional({ enum: WHOSE, default: 'all', description: 'mine: those that one answers for' })
  @MayBeAbsent()
  @IsIn(WHOSE)
  whose: Whose = 'all';
}

export class CaseCountsView implements CaseCounts {
  @ApiProperty()
  open!: number;

  @ApiProperty()
  exited!: number;

  @ApiProperty({ description: 'Open, that one answers for' })
  mine!: number;

  @ApiProperty()
  'no-referent'!: number;

  @ApiProperty()
  'orientation-pending'!: number;

  @ApiProperty()
  'next-action-due'!: number;

  @ApiProperty()
  'entry-situation-missing'!: number;

  @ApiProperty()
  'six-month-due'!: number;
}

export class CaseItemView {
  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty({ description: 'Given name and initial; a case number for a coordinator' })
  displayName!: string;

  @ApiProperty({ enum: STATUSES })
  status!: CaseStatus;

  @ApiProperty({ format: 'date' })
  openedOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  exitedOn!: string | null;

  @ApiProperty({ type: NamedView, nullable: true })
  referent!: NamedView | null;

  @ApiProperty({ type: NamedView })
  structure!: NamedView;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  lastContactOn!: string | null;

  @ApiProperty({ enum: PHASES, nullable: true })
  phase!: Phase | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Next action or appointment' })
  dueOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Oldest orientation that waits' })
  pendingSince!: string | null;

  @ApiProperty()
  entrySituationMissing!: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  sixMonthDueOn!: string | null;

  @ApiProperty({ description: 'The person has another open parcours in the territory' })
  toReconcile!: boolean;
}

export class CasePageView {
  @ApiProperty({ type: [CaseItemView] })
  items!: readonly CaseItemView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}
