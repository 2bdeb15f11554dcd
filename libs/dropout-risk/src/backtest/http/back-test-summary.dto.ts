import { ApiProperty } from '@nestjs/swagger';
import type { CivilDate } from '@jalons/kernel';
import type { BackTestSummary, BaselineResult, GroupResult, Interval, RuleSetComparison } from '../summary.js';

// Results of risk.md § 4 as the contract tells them; what each figure is stands in ../summary.ts.

const Count = () => ApiProperty({ type: 'integer' });
const Figure = () => ApiProperty({ type: Number, nullable: true });
const Bounds = () =>
  ApiProperty({
    ...{ type: [Number], minItems: 2, maxItems: 2, nullable: true },
    description: 'Two bounds between which the figure lies, at 95 %',
  });

export class TestedRuleSetView {
  @ApiProperty()
  id!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty()
  hash!: string;
}

export class BackTestQuestionView {
  @ApiProperty({ type: String, format: 'date', description: 'First day of landmarks' })
  from!: CivilDate;

  @ApiProperty({ type: String, format: 'date', description: 'Last day of landmarks' })
  to!: CivilDate;

  @Count()
  horizonDays!: number;

  @Count()
  everyDays!: number;
}

export class BackTestLandmarksView {
  @Count()
  landmarks!: number;

  @ApiProperty({ type: 'integer', description: 'Those that drop out' })
  positives!: number;
}

export class BackTestLeftOutView {
  @ApiProperty({ type: BackTestLandmarksView, description: 'Already silent for H' })
  silent!: BackTestLandmarksView;

  @ApiProperty({ type: 'integer', description: 'Died or moved within H' })
  gone!: number;

  @ApiProperty({ type: 'integer', description: 'Not observed for H and 30 days' })
  unobserved!: number;

  @ApiProperty({ type: 'integer', description: 'Known later to have been over' })
  over!: number;

  @ApiProperty({ type: 'integer', description: 'People' })
  objecting!: number;
}

export class BackTestBaselineView implements BaselineResult {
  @ApiProperty({ enum: ['always', 'random', 'no-contact-90'] })
  id!: BaselineResult['id'];

  @Count()
  flagged!: number;

  @Figure()
  precision!: number | null;

  @Figure()
  recall!: number | null;

  @Figure()
  auc!: number | null;

  @Bounds()
  aucAhead!: Interval | null;
}

export class BackTestGateView {
  @ApiProperty({ type: Boolean, nullable: true })
  auc!: boolean | null;

  @ApiProperty({ type: Boolean, nullable: true })
  ppv!: boolean | null;
}

export class BackTestGroupView implements GroupResult {
  @ApiProperty({ enum: ['sex', 'age', 'qpv'] })
  by!: GroupResult['by'];

  @ApiProperty()
  value!: string;

  @Count()
  landmarks!: number;

  @Count()
  flagged!: number;

  @ApiProperty()
  baseRate!: number;

  @ApiProperty()
  precision!: number;
}

export class BackTestThresholdView {
  @ApiProperty({ type: 'integer', description: 'The score from which it flags' })
  atRiskFrom!: number;

  @Count()
  flagged!: number;

  @Figure()
  precision!: number | null;

  @Figure()
  recall!: number | null;

  @Figure()
  alertsPerWeek!: number | null;
}

/** Every figure of risk.md § 4; null where the cohort cannot answer, and `why` says so under its name. */
export class BackTestSummaryView implements BackTestSummary {
  @ApiProperty({ type: TestedRuleSetView })
  ruleSet!: TestedRuleSetView;

  @ApiProperty({ type: String, nullable: true })
  position!: string | null;

  @ApiProperty({ type: BackTestQuestionView })
  asked!: BackTestQuestionView;

  @Count()
  persons!: number;

  @Count()
  landmarks!: number;

  @Count()
  positives!: number;

  @ApiProperty({ type: BackTestLeftOutView })
  leftOut!: BackTestLeftOutView;

  @Figure()
  baseRate!: number | null;

  @Count()
  flagged!: number;

  @Figure()
  precision!: number | null;

  @Figure()
  ppv!: number | null;

  @Bounds()
  ppvAhead!: Interval | null;

  @Figure()
  recall!: number | null;

  @Count()
  exits!: number;

  @Figure()
  auc!: number | null;

  @Bounds()
  aucInterval!: Interval | null;

  @Figure()
  medianLeadDays!: number | null;

  @Figure()
  medianDaysFromContact!: number | null;

  @Figure()
  withinThirtyDays!: number | null;

  @Figure()
  alertsPerWeek!: number | null;

  @Figure()
  alertsPerOperatorWeek!: number | null;

  @ApiProperty({ type: [BackTestBaselineView] })
  baselines!: readonly BackTestBaselineView[];

  @ApiProperty({ type: BackTestGateView })
  gate!: BackTestGateView;

  @ApiProperty({ type: [BackTestGroupView] })
  groups!: readonly BackTestGroupView[];

  @ApiProperty({ type: [BackTestThresholdView] })
  thresholds!: readonly BackTestThresholdView[];

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  why!: Readonly<Record<string, string>>;

  @ApiProperty({ description: 'SHA-256 of what was measured, by person and landmark' })
  hash!: string;
}

export class ComparedLandmarksView {
  @ApiProperty({ type: BackTestLandmarksView })
  both!: BackTestLandmarksView;

  @ApiProperty({ type: BackTestLandmarksView })
  onlyThis!: BackTestLandmarksView;

  @ApiProperty({ type: BackTestLandmarksView })
  onlyOther!: BackTestLandmarksView;

  @ApiProperty({ type: BackTestLandmarksView })
  neither!: BackTestLandmarksView;
}

export class ComparedAlertsView {
  @Count()
  both!: number;

  @Count()
  onlyThis!: number;

  @Count()
  onlyOther!: number;
}

/** A rule set beside another one, on the same people and days. */
export class BackTestComparisonView implements RuleSetComparison {
  @ApiProperty({ type: TestedRuleSetView })
  other!: TestedRuleSetView;

  @ApiProperty({ type: ComparedLandmarksView })
  cohort!: ComparedLandmarksView;

  @ApiProperty({ type: ComparedAlertsView })
  alerts!: ComparedAlertsView;

  @Bounds()
  aucAhead!: Interval | null;
}
