import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { LEVELS, OUTCOMES } from '@jalons/dropout-risk';
import { IsId, MayBeAbsent, PageQuery } from '@jalons/http';
import type { Uuid } from '@jalons/kernel';
import { NamedView } from '../names/named.dto.js';
import type { AlertCountsFound, AlertsAsked } from './alert-list.js';
import { ALERT_LEVELS, ALERT_STATES, type AlertLevel, type AlertListState } from './alert-pages.js';

const WHOSE = ['mine', 'all'] as const satisfies readonly AlertsAsked['whose'][];
const KINDS = [
  'contact',
  'start',
  'exit',
  'correction',
  'late-data',
  'objection',
  'restriction',
  'rule-retired',
  'other',
];

export class AlertsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ALERT_STATES, default: 'active', description: 'active: to be answered today' })
  @MayBeAbsent()
  @IsIn(ALERT_STATES)
  state: AlertListState = 'active';

  @ApiPropertyOptional({ enum: WHOSE, default: 'all', description: 'mine: that one answers for, or stands in for' })
  @MayBeAbsent()
  @IsIn(WHOSE)
  whose: AlertsAsked['whose'] = 'all';

  @ApiPropertyOptional({ enum: ALERT_LEVELS })
  @MayBeAbsent()
  @IsIn(ALERT_LEVELS)
  level?: AlertLevel;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of this structure alone, one of the reader’s' })
  @MayBeAbsent()
  @IsId()
  structure?: Uuid;
}

export class AlertQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Which of the alerts; the last one by default' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  n?: number;
}

export class EvidenceView {
  @ApiProperty({ format: 'uuid' })
  eventId!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'null where it is not of this parcours' })
  on!: string | null;
}

export class AlertCauseView {
  @ApiProperty({ description: 'The appearance of the rule in its set' })
  instance!: string;

  @ApiProperty()
  rule!: string;

  @ApiProperty({ description: 'In the language of Accept-Language' })
  why!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'null where the rule holds no more' })
  since!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day since which it holds' })
  dueOn!: string | null;

  @ApiProperty({ type: [String], description: 'What would end it, in the language of Accept-Language' })
  clearedBy!: readonly string[];

  @ApiProperty({ type: String, nullable: true, description: 'What keeps it quiet, in the language of Accept-Language' })
  mutedBy!: string | null;

  @ApiProperty({ format: 'date' })
  addedOn!: string;

  @ApiProperty({ type: NamedView, nullable: true, description: 'Whom it concerns before the referent' })
  first!: NamedView | null;

  @ApiProperty({ type: [EvidenceView] })
  evidence!: readonly EvidenceView[];
}

export class InChargeView {
  @ApiProperty({ type: NamedView })
  by!: NamedView;

  @ApiProperty({ format: 'date' })
  on!: string;
}

export class AlertEndView {
  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ type: NamedView, nullable: true, description: 'Who closed it; null where it ended by itself' })
  by!: NamedView | null;

  @ApiProperty({ type: String, enum: OUTCOMES, nullable: true })
  outcome!: string | null;

  @ApiProperty({ type: String, enum: KINDS, nullable: true, description: 'What ended it by itself' })
  kind!: string | null;
}

export class AlertView {
  @ApiProperty({ format: 'uuid', description: 'Of the alerts of this parcours' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Which of them, from 1' })
  n!: number;

  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty({ description: 'Given name and initial' })
  displayName!: string;

  @ApiProperty({ enum: LEVELS })
  level!: (typeof LEVELS)[number];

  @ApiProperty({ description: 'Below the level that raises, because of what is muted alone' })
  suspended!: boolean;

  @ApiProperty({ format: 'date' })
  raisedOn!: string;

  @ApiProperty({ description: 'Among many at once, of an import, other rules or a long stop' })
  backlog!: boolean;

  @ApiProperty({ type: 'integer' })
  ruleSetVersion!: number;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  seenOn!: string | null;

  @ApiProperty({ type: InChargeView, nullable: true })
  inCharge!: InChargeView | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'First day on which it is shown again' })
  snoozedUntil!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  escalatedOn!: string | null;

  @ApiProperty({ type: AlertEndView, nullable: true })
  ended!: AlertEndView | null;

  @ApiProperty({ type: NamedView, nullable: true })
  referent!: NamedView | null;

  @ApiProperty({ type: NamedView, nullable: true, description: 'Stands in for the referent today' })
  deputy!: NamedView | null;

  @ApiProperty({ type: NamedView, nullable: true })
  structure!: NamedView | null;

  @ApiProperty({ description: 'Of an orientation that waits for the reader, who may not open the parcours' })
  received!: boolean;

  @ApiProperty({ type: [AlertCauseView] })
  causes!: readonly AlertCauseView[];

  @ApiProperty({ type: 'integer', description: 'Of the alerts of the parcours, to be named in If-Match' })
  revision!: number;
}

export class AlertPageView {
  @ApiProperty({ type: [AlertView] })
  items!: readonly AlertView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}

export class AlertCountsView implements AlertCountsFound {
  @ApiProperty({ description: 'To be answered today' })
  active!: number;

  @ApiProperty()
  unseen!: number;

  @ApiProperty()
  'in-charge'!: number;

  @ApiProperty()
  snoozed!: number;

  @ApiProperty({ description: 'Active, that one answers for or stands in for' })
  mine!: number;

  @ApiProperty({ description: 'Active' })
  critical!: number;

  @ApiProperty({ description: 'Active' })
  'at-risk'!: number;
}

export class EscalationView {
  @ApiProperty()
  caseNumber!: string;

  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ format: 'uuid', description: 'What break-the-glass is asked for by' })
  beneficiaryId!: string;

  @ApiProperty({ type: NamedView, nullable: true })
  structure!: NamedView | null;

  @ApiProperty({ format: 'date' })
  raisedOn!: string;

  @ApiProperty({ format: 'date' })
  escalatedOn!: string;
}

export class EscalationPageView {
  @ApiProperty({ type: [EscalationView] })
  items!: readonly EscalationView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}
