import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, Min } from 'class-validator';
import { checkedField, IdField, TextField } from '@jalons/http';
import type { Uuid } from '@jalons/kernel';
import { BackTestSummaryView } from '../../backtest/http/back-test-summary.dto.js';
import { OUTCOMES, type Outcome } from '../../alerts/alert.events.js';
import type { VersionStatus } from '../../rule-set/rule-set.state.js';

const STATUSES = ['draft', 'shadow', 'active', 'replaced', 'retired'] as const satisfies readonly VersionStatus[];
/** More versions than a territory may have. */
const MOST = 100_000;
const MAX_REASON = 2_000;
const RULES = 'The whole set, of the form of libs/dropout-risk/rule-sets/default.v1.json; its version is not read';

export class DraftForm {
  @checkedField(
    { type: 'integer', minimum: 1, optional: true, description: 'The version that the draft begins as' },
    IsInt(),
    Min(1),
    Max(MOST),
  )
  from?: number;

  @checkedField({ type: 'object', optional: true, description: RULES, additionalProperties: true }, IsObject())
  ruleSet?: object;
}

export class RedraftForm {
  @checkedField({ type: 'object', description: RULES, additionalProperties: true }, IsObject())
  ruleSet!: object;
}

export class ActivationForm {
  @TextField(MAX_REASON)
  reason!: string;

  @IdField({ description: 'The back-test relied on' })
  backTest!: Uuid;
}

export class RetirementForm {
  @TextField(MAX_REASON)
  reason!: string;
}

export class ComparisonQuery {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version to compare it with' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST)
  with!: number;
}

export class AuthorView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

export class ActivationView {
  @ApiProperty({ type: AuthorView })
  by!: AuthorView;

  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ format: 'uuid' })
  backTest!: string;
}

export class BackTestItemView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ description: 'Of the rules as they are now' })
  current!: boolean;
}

export class RuleSetItemView {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ description: 'In the language of Accept-Language' })
  label!: string;

  @ApiProperty({ enum: STATUSES })
  status!: VersionStatus;

  @ApiProperty({ description: 'Names the content, whatever its version' })
  hash!: string;

  @ApiProperty({ type: 'integer', description: 'How many rules it holds' })
  rules!: number;

  @ApiProperty({ type: [BackTestItemView] })
  backTests!: readonly BackTestItemView[];

  @ApiProperty({ type: ActivationView, nullable: true })
  activation!: ActivationView | null;
}

export class RuleSetListView {
  @ApiProperty({ type: [RuleSetItemView] })
  items!: readonly RuleSetItemView[];
}

export class BackTestView extends BackTestItemView {
  @ApiProperty({ type: BackTestSummaryView })
  summary!: BackTestSummaryView;
}

export class RuleSetDocument extends RuleSetItemView {
  @ApiProperty({ type: 'object', additionalProperties: true, description: RULES })
  ruleSet!: object;

  @ApiProperty({ type: [BackTestView] })
  declare backTests: readonly BackTestView[];
}

export class RuleSetChangeView {
  @ApiProperty({ description: 'Rules go by their instance: /rules/R1/params/days/support' })
  field!: string;

  @ApiProperty({ description: 'What the field belongs to, in the language of Accept-Language' })
  label!: string;

  @ApiProperty({ nullable: true, description: 'A text, number or yes/no; null where there is none' })
  before!: unknown;

  @ApiProperty({ nullable: true, description: 'The same' })
  after!: unknown;
}

export class SideBySideView {
  @ApiProperty({ type: 'integer' })
  both!: number;

  @ApiProperty({ type: 'integer' })
  onlyActive!: number;

  @ApiProperty({ type: 'integer' })
  onlyTrial!: number;
}

export class ComparisonView {
  @ApiProperty({ type: 'integer', isArray: true, description: 'before, after' })
  versions!: readonly number[];

  @ApiProperty({ type: [RuleSetChangeView] })
  changes!: readonly RuleSetChangeView[];

  @ApiProperty({
    type: SideBySideView,
    nullable: true,
    description: 'Cases at risk today, where one is in force and the other on trial',
  })
  cases!: SideBySideView | null;
}

export class QuarterView {
  @ApiProperty({ description: '2026-Q4' })
  quarter!: string;

  @ApiProperty({ type: 'integer' })
  raised!: number;

  @ApiProperty({ type: 'integer' })
  endedByPerson!: number;

  @ApiProperty({ type: Number, nullable: true })
  precision!: number | null;

  @ApiProperty({ type: Number, nullable: true })
  withoutOutcome!: number | null;
}

const OUTCOME_COUNTS = {
  type: 'object',
  properties: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, { type: 'integer' }])),
  required: [...OUTCOMES],
} as const;

export class PrecisionView {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: 'integer' })
  raised!: number;

  @ApiProperty({ type: 'integer', description: 'Closed by somebody, or ended by an exit for abandonment' })
  endedByPerson!: number;

  @ApiProperty(OUTCOME_COUNTS as never)
  outcomes!: Readonly<Record<Outcome, number>>;

  @ApiProperty({ type: 'integer', description: 'Ended by themselves, without an outcome' })
  resolved!: number;

  @ApiProperty({ type: Number, nullable: true, description: '(reconnected + lost) of those ended by a person' })
  precision!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Share, of those that ended, of those without an outcome' })
  withoutOutcome!: number | null;

  @ApiProperty({ type: [QuarterView] })
  quarters!: readonly QuarterView[];

  @ApiPropertyOptional({ type: 'integer', description: 'Alerts that it raised while on trial' })
  raisedOnTrial!: number;
}
