import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { LEVELS } from '@jalons/dropout-risk';
import { IsCivilDate, MayBeAbsent } from '@jalons/http';
import type { CivilDate } from '@jalons/kernel';
import { EvidenceView } from '../alerts/alerts.dto.js';

/** Nineteen digits on PostgreSQL, two of them joined on EventStoreDB. */
const POSITION = /^\d{19}(-\d{19})?$/;
const MUTES = ['no-contact-wanted', 'pause', 'waiting-start', 'appointment'];

export class RiskQuery {
  @ApiPropertyOptional({ format: 'date', description: 'Today by default; a past day is replayed' })
  @MayBeAbsent()
  @IsCivilDate()
  on?: CivilDate;

  @ApiPropertyOptional({ description: 'What the log held up to there; all of it by default' })
  @MayBeAbsent()
  @Matches(POSITION, { message: 'Ce n’est pas une position du journal.' })
  position?: string;
}

export class RiskRuleSetView {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty()
  label!: string;
}

export class RiskStopView {
  @ApiProperty({ enum: ['objection', 'restriction'] })
  by!: 'objection' | 'restriction';

  @ApiProperty()
  text!: string;

  @ApiProperty({ type: EvidenceView })
  evidence!: EvidenceView;
}

export class RiskMessageView {
  @ApiProperty({ enum: ['concern'] })
  kind!: 'concern';

  @ApiProperty({ format: 'date' })
  since!: string;

  @ApiProperty({ type: EvidenceView })
  evidence!: EvidenceView;
}

export class MuteView {
  @ApiProperty({ description: 'In the language of Accept-Language' })
  text!: string;

  @ApiProperty({ enum: MUTES })
  by!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  until!: string | null;

  @ApiProperty({ type: EvidenceView, nullable: true })
  evidence!: EvidenceView | null;
}

export class FlagView {
  @ApiProperty({ description: 'In the language of Accept-Language' })
  why!: string;

  @ApiProperty({ format: 'date', description: 'The day that it tells of' })
  since!: string;

  @ApiProperty({ format: 'date', description: 'The day since which it holds' })
  dueOn!: string;

  @ApiProperty({ type: [EvidenceView] })
  evidence!: readonly EvidenceView[];

  @ApiProperty({ type: [String], description: 'What would end it, in the language of Accept-Language' })
  clearedBy!: readonly string[];

  @ApiProperty({ type: MuteView, nullable: true, description: 'What keeps it out of the score' })
  mutedBy!: MuteView | null;
}

export class RiskRuleView {
  @ApiProperty()
  instance!: string;

  @ApiProperty()
  rule!: string;

  @ApiProperty()
  label!: string;

  @ApiProperty({ type: 'integer' })
  weight!: number;

  @ApiProperty({ type: String, enum: ['S', 'H', 'B'], nullable: true, description: 'Only the highest of one counts' })
  group!: 'S' | 'H' | 'B' | null;

  @ApiProperty({ description: 'It holds, muted or not' })
  flagged!: boolean;

  @ApiProperty({ description: 'It is in the score' })
  counts!: boolean;

  @ApiProperty({ type: [FlagView] })
  flags!: readonly FlagView[];

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Of one that does not hold: the first day on which it would if nothing happens',
  })
  expectedOn!: string | null;
}

export class RiskAlertView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  n!: number;
}

export class RiskDocument {
  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ type: String, nullable: true })
  position!: string | null;

  @ApiProperty({ description: 'False where the parcours was not known to have opened' })
  known!: boolean;

  @ApiProperty({ type: RiskRuleSetView })
  ruleSet!: RiskRuleSetView;

  @ApiProperty({ enum: LEVELS })
  level!: (typeof LEVELS)[number];

  @ApiProperty({ description: 'In the language of Accept-Language' })
  levelName!: string;

  @ApiProperty({ type: 'integer' })
  score!: number;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'When time alone may change it' })
  nextReviewOn!: string | null;

  @ApiProperty({ type: RiskStopView, nullable: true })
  stoppedBy!: RiskStopView | null;

  @ApiProperty({ type: [RiskMessageView] })
  messages!: readonly RiskMessageView[];

  @ApiProperty({ type: [RiskRuleView] })
  rules!: readonly RiskRuleView[];

  @ApiProperty({ type: RiskAlertView, nullable: true, description: 'The one that was open then' })
  alert!: RiskAlertView | null;
}
