import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { Uuid } from '@jalons/kernel';
import { ERASURE_STATES, type ErasureState } from '@jalons/privacy';
import type { KnownErasure } from './erasures.js';

export class ErasureForm {
  @ApiProperty({ description: 'Code of the nomenclature erasure-reasons' })
  @IsString()
  @MaxLength(100)
  reason!: string;
}

export class ErasureView {
  @ApiProperty({ format: 'uuid' })
  id!: Uuid;

  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: Uuid;

  @ApiProperty({ description: 'Code of the nomenclature erasure-reasons' })
  reason!: string;

  @ApiProperty({ format: 'uuid' })
  requestedBy!: Uuid;

  @ApiProperty({ format: 'date-time' })
  requestedAt!: string;

  @ApiProperty({
    enum: ERASURE_STATES,
    description: 'How far it has come; nothing of her is readable from keys-destroyed on',
  })
  state!: ErasureState;

  @ApiPropertyOptional({ format: 'date-time' })
  finishedAt?: string;

  @ApiProperty({
    type: [String],
    description:
      'What the database refused to wipe from its disk: pages, write-ahead-log, recycled-segments, left-tables',
  })
  remains!: readonly string[];
}

export class ErasuresPage {
  @ApiProperty({ type: [ErasureView] })
  items!: readonly ErasureView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}

export function erasureView({ requestedAt, finishedAt, ...erasure }: KnownErasure): ErasureView {
  return {
    ...erasure,
    requestedAt: new Date(requestedAt).toISOString(),
    ...(finishedAt !== null && { finishedAt: new Date(finishedAt).toISOString() }),
  };
}
