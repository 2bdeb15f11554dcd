import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { LEVELS } from '@jalons/dropout-risk';
import { IsId, MayBeAbsent, PageQuery } from '@jalons/http';
import type { Uuid } from '@jalons/kernel';
import { type Phase, PHASES } from '@jalons/parcours';
import { NamedView } from '../names/named.dto.js';
import { CASE_FILTERS, type CaseFilter } from './case-filters.js';
import type { CaseStatus } from './case-document.js';
import type { CountedCases, Whose } from './case-list.js';
import { CONTACT_KINDS, SPAN_KINDS } from './ribbon.js';

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

export class DepartedReferentView {
  @ApiProperty({ type: NamedView })
  referent!: NamedView;

  @ApiProperty({ type: NamedView, description: 'Where the mandate ended' })
  structure!: NamedView;

  @ApiProperty({ type: 'integer', description: 'Open cases that are left to them' })
  cases!: number;
}

export class CaseCountsView implements CountedCases {
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

  @ApiProperty({ description: 'At risk or critical, by the last review' })
  'at-risk'!: number;

  @ApiProperty({
    type: [DepartedReferentView],
    description: 'Referents who do not work in the reader’s structures any more; the largest portfolio first',
  })
  departed!: readonly DepartedReferentView[];
}

export class CaseAlertView {
  @ApiProperty({ format: 'uuid', description: 'Of the alerts of the parcours' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Which of them' })
  n!: number;

  @ApiProperty()
  seen!: boolean;

  @ApiProperty()
  inCharge!: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  snoozedUntil!: string | null;
}

export class CaseRiskView {
  @ApiProperty({ enum: LEVELS })
  level!: (typeof LEVELS)[number];

  @ApiProperty({ type: 'integer', description: 'Rules that hold and count' })
  flagCount!: number;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day since which one of them holds' })
  since!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'When time alone may change it' })
  nextReviewOn!: string | null;

  @ApiProperty({ type: CaseAlertView, nullable: true, description: 'The open one, for those who follow the person' })
  alert!: CaseAlertView | null;
}

export class RibbonSpanView {
  @ApiProperty({ enum: SPAN_KINDS })
  kind!: (typeof SPAN_KINDS)[number];

  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiPropertyOptional({ format: 'date', description: 'First day without it; absent while it goes on' })
  to?: string;
}

export class RibbonContactView {
  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ enum: CONTACT_KINDS })
  outcome!: (typeof CONTACT_KINDS)[number];
}

export class RibbonView {
  @ApiProperty({ type: [RibbonSpanView] })
  spans!: readonly RibbonSpanView[];

  @ApiProperty({ type: [RibbonContactView] })
  contacts!: readonly RibbonContactView[];
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

  @ApiProperty({
    type: CaseRiskView,
    nullable: true,
    description: 'null where profiling is objected to, where it is over, and before the first review',
  })
  risk!: CaseRiskView | null;

  @ApiProperty({ type: RibbonView, description: 'The last year in small' })
  ribbon!: RibbonView;
}

export class CasePageView {
  @ApiProperty({ type: [CaseItemView] })
  items!: readonly CaseItemView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}
