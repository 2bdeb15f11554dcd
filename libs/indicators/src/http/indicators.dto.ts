import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsCivilDate, IsId, MayBeAbsent, PageQuery } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { Type } from 'class-transformer';
import { IsInt, Matches, Min } from 'class-validator';
import { VERDICTS, type ListedVerdict } from '../figures/counted-list.js';

const MOMENT = /^(now|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?)$/;

export class FigureQuery {
  @ApiProperty({ type: String, format: 'date', description: 'First day of the window' })
  @IsCivilDate()
  from!: CivilDate;

  @ApiProperty({ type: String, format: 'date', description: 'Last day of the window, included' })
  @IsCivilDate()
  to!: CivilDate;

  @ApiPropertyOptional({
    description:
      'A day (its end in the zone of the territory, today until now), an instant or `now`; the newest event by default',
  })
  @MayBeAbsent()
  @Matches(MOMENT, { message: 'Indiquez une date (2026-03-31), un instant (2026-03-31T10:00:00Z) ou now.' })
  asOf?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'All that the coordinator has by default' })
  @MayBeAbsent()
  @IsId()
  territory?: Uuid;

  @ApiPropertyOptional({ description: 'Version of the definition; the newest by default' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  version?: number;
}

/** The question of a figure, and which page of the parcours behind it. */
export class CountedQuery extends IntersectionType(FigureQuery, PageQuery) {}

export class CountedParcoursView {
  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty()
  caseNumber!: string;

  @ApiProperty({ format: 'uuid', description: 'The entry or exit by which it is counted' })
  eventId!: string;

  @ApiProperty({ format: 'uuid', description: 'Whom a coordinator breaks the glass on, to open the parcours' })
  beneficiaryId!: string;

  @ApiProperty({
    enum: VERDICTS,
    description:
      'numerator: counted; other, unknown, undetermined: in the denominator alone; reserved: for a reason that is kept ' +
      'apart, in the denominator alone or neutralised; withheld: reserved or other, where the reserved ones are few; ' +
      'left-out: in the window, and not counted',
  })
  verdict!: ListedVerdict;
}

export class CountedParcoursPage {
  @ApiProperty({ type: [CountedParcoursView], description: 'None of an erased person' })
  items!: readonly CountedParcoursView[];

  @ApiProperty({ format: 'date-time' })
  asOf!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Position of the log that the page rests on' })
  position!: string | null;

  @ApiPropertyOptional()
  nextCursor?: string;
}

export class IntervalView {
  @ApiProperty()
  low!: number;

  @ApiProperty()
  high!: number;
}

export class FigureView {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'A number, or of a rate the share from 0 to 1' })
  value!: number | null;

  @ApiProperty()
  numerator!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Of dynamic exits: those positive in the strict sense (training, another work-integration enterprise)',
  })
  strictlyPositive!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Null of a count' })
  denominator!: number | null;

  @ApiProperty({ description: 'Exits in neither numerator nor denominator' })
  neutralised!: number;

  @ApiProperty({ description: 'Exits whose reason is unknown' })
  unknown!: number;

  @ApiProperty({ description: 'Exits of the denominator that hang on a contract of which too little is known' })
  undetermined!: number;

  @ApiProperty({ type: IntervalView, nullable: true, description: 'Wilson, 95 %, from 0 to 1; null of a count' })
  interval!: IntervalView | null;

  @ApiProperty({ description: 'A rate of so few exits that it is not shown without its interval' })
  fragile!: boolean;

  @ApiProperty()
  provisional!: boolean;

  @ApiProperty({ description: 'Of those counted: parcours of erased people, each for itself, told by quarter alone' })
  erased!: number;

  @ApiProperty({ description: 'There are erased parcours, and the window or the as-of cuts a quarter' })
  cutsQuarter!: boolean;

  @ApiProperty({ format: 'date-time' })
  asOf!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Position of the log that the figure rests on' })
  position!: string | null;
}

export class ClassRuleView {
  @ApiProperty({ description: 'Code of the nomenclature exit-reasons, or * for all the others' })
  reason!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Code of the nomenclature contracts' })
  contract!: string | null;

  @ApiProperty({ type: Number, nullable: true })
  minMonths!: number | null;

  @ApiProperty({ type: Number, nullable: true })
  belowMonths!: number | null;

  @ApiProperty()
  family!: string;

  @ApiProperty({ enum: ['sourced', 'to-confirm'] })
  status!: 'sourced' | 'to-confirm';

  @ApiProperty()
  source!: string;
}

export class IndicatorView {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty()
  label!: string;

  @ApiProperty({ description: 'The definition in words' })
  definition!: string;

  @ApiProperty()
  source!: string;

  @ApiProperty({
    enum: ['sourced', 'to-confirm'],
    description: 'To confirm where the definition is, or a rule that its numerator or its neutralised exits rest on',
  })
  status!: 'sourced' | 'to-confirm';

  @ApiProperty({ enum: ['parcours', 'person'] })
  unit!: 'parcours' | 'person';

  @ApiProperty({ enum: ['count', 'rate'] })
  kind!: 'count' | 'rate';

  @ApiPropertyOptional({ type: [ClassRuleView], description: 'Of a rate: the family of each exit, first match wins' })
  classes?: readonly ClassRuleView[];
}

export class IndicatorList {
  @ApiProperty({ type: [IndicatorView] })
  items!: readonly IndicatorView[];
}
