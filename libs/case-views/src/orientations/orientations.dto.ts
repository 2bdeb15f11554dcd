import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent, PageQuery } from '@jalons/http';
import { MaybeNamedView, NamedView } from '../names/named.dto.js';
import type { Direction } from './orientation-list.js';
import type { OrientationState } from './orientation-pages.js';

const DIRECTIONS = ['received', 'sent'] as const satisfies readonly Direction[];
const STATES = ['waiting', 'done'] as const satisfies readonly OrientationState[];

export class OrientationsQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: DIRECTIONS,
    default: 'received',
    description: 'sent: and those that wait in a parcours of mine that was exited. A coordinator is given both',
  })
  @MayBeAbsent()
  @IsIn(DIRECTIONS)
  direction: Direction = 'received';

  @ApiPropertyOptional({
    enum: STATES,
    default: 'waiting',
    description: 'waiting: for an answer or a start, the longest first; done: the newest first',
  })
  @MayBeAbsent()
  @IsIn(STATES)
  state: OrientationState = 'waiting';
}

export class OrientationItemView {
  @ApiProperty({ format: 'uuid' })
  orientationId!: string;

  @ApiProperty({ format: 'uuid', description: 'The proposal in force, that an answer names' })
  proposalId!: string;

  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty({ description: 'Given name and initial; a case number where the person is not open to the reader' })
  displayName!: string;

  @ApiProperty({ type: NamedView })
  from!: NamedView;

  @ApiProperty({ type: MaybeNamedView })
  to!: MaybeNamedView;

  @ApiProperty({ type: String, nullable: true, description: 'Nomenclature schemes; null where `to` may not be named' })
  scheme!: string | null;

  @ApiProperty()
  transfersReferent!: boolean;

  @ApiProperty()
  personAgreed!: boolean;

  @ApiProperty({ format: 'date' })
  proposedOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  acceptedOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  startedOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  endedOn!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Type of the event that ended it' })
  ending!: string | null;

  @ApiProperty({
    enum: ['answer', 'start', 'withdrawal'],
    nullable: true,
    description:
      'withdrawal: the parcours was exited first; its sender takes it back or, where that one had left, who took part at the exit says that it came to nothing',
  })
  waitsFor!: 'answer' | 'start' | 'withdrawal' | null;

  @ApiProperty({ description: 'Days from the proposal to the first meeting or to its end, or up to today' })
  daysWaited!: number;
}

export class OrientationDocument extends OrientationItemView {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The proposal: need, sheet...; empty for who may not read it, or no longer',
  })
  data!: Readonly<Record<string, unknown>>;
}

export class OrientationPageView {
  @ApiProperty({ type: [OrientationItemView] })
  items!: readonly OrientationItemView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}
