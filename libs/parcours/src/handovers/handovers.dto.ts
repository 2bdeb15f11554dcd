import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { checkedField, DayField, IdField, IsId, IsListOfDistinct, TextField } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { MAX_TEXT } from '../steps/field-checks.js';
import type { HandedCase } from './handovers.js';

/** No portfolio is larger; each case is a command of its own. */
const MAX_CASES = 500;

export class HandoverForm {
  @IdField({ description: 'The professional who hands over' })
  from!: Uuid;

  @IdField({ description: 'The professional who takes over' })
  to!: Uuid;

  @IdField({ optional: true, description: 'For which the new referent answers; that of the caller by default' })
  toStructure?: Uuid;

  @DayField({ description: 'First day of the new referent' })
  occurredOn!: CivilDate;

  @checkedField(
    { type: [String], format: 'uuid', minItems: 1, maxItems: MAX_CASES, description: 'The cases to hand over' },
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_CASES),
    IsListOfDistinct(),
    IsId({ each: true }),
  )
  parcours!: readonly Uuid[];

  @TextField(MAX_TEXT, { optional: true })
  note?: string;
}

const STATUSES = ['handed-over', 'refused', 'postponed'] as const satisfies readonly HandedCase['status'][];

export class HandedCaseView {
  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ enum: STATUSES, description: 'postponed: send the same request again to do what is left' })
  status!: (typeof STATUSES)[number];

  @ApiPropertyOptional({ description: 'Of a case handed over: an earlier attempt had stored it' })
  repeated?: boolean;

  @ApiPropertyOptional({ description: 'Of a case refused' })
  code?: string;

  @ApiPropertyOptional({ description: 'Of a case refused: why, in French' })
  message?: string;
}

export class HandoverReport {
  @ApiProperty({ type: [HandedCaseView] })
  items!: readonly HandedCaseView[];

  @ApiProperty({ description: 'How many of the cases came to what' })
  handedOver!: number;

  @ApiProperty()
  refused!: number;

  @ApiProperty()
  postponed!: number;

  @ApiPropertyOptional({ description: 'To be waited for by a read that must see it; absent where nothing was stored' })
  position?: string;
}
