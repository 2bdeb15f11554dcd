import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import {
  checkedField,
  CodeField,
  CodesField,
  DayField,
  IdField,
  NestedField,
  TextField,
  TimeField,
} from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { MOST_PEOPLE } from './outreach.decider.js';

export class OutreachPlaceForm {
  @IdField({ optional: true })
  id?: Uuid;

  @TextField(200)
  label!: string;
}

export class EncounterForm {
  @DayField()
  occurredOn!: CivilDate;

  @TimeField({ optional: true })
  time?: string;

  @CodeField('contact-channels')
  channel!: string;

  @NestedField(() => OutreachPlaceForm, { optional: true })
  place?: OutreachPlaceForm;

  @CodeField('qpv', { optional: true, description: 'Code of the nomenclature qpv, where those met said so' })
  qpv?: string;

  @CodesField('needs or barriers', { optional: true })
  needs: readonly string[] = [];

  @checkedField(
    { type: Number, optional: true, minimum: 1, maximum: MOST_PEOPLE, default: 1, description: 'People met' },
    IsInt(),
    Min(1),
    Max(MOST_PEOPLE),
  )
  count: number = 1;
}

export class OutreachLinkForm {
  @IdField()
  beneficiaryId!: Uuid;
}

export class EncounterView {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  structure!: string;

  @ApiProperty({ description: 'The professional' })
  recordedBy!: string;

  @ApiProperty({ format: 'date' })
  occurredOn!: string;

  @ApiProperty({ type: String, nullable: true })
  time!: string | null;

  @ApiProperty({ description: 'Code of the nomenclature contact-channels' })
  channel!: string;

  @ApiProperty({ type: String, nullable: true })
  place!: string | null;

  @ApiProperty({ type: String, nullable: true })
  placeId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Code of the nomenclature qpv' })
  qpv!: string | null;

  @ApiProperty({ type: [String] })
  needs!: readonly string[];

  @ApiProperty({ description: 'People met' })
  count!: number;

  @ApiProperty({ format: 'uuid', description: 'The entry, to be voided where it is a mistake' })
  eventId!: string;

  @ApiProperty({ description: 'Whether it is known who it was' })
  linked!: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The entry by which it was linked' })
  linkId!: string | null;

  @ApiProperty({
    ...{ type: String, format: 'uuid', nullable: true },
    description: 'Who it was; null too where she is not open to the reader',
  })
  beneficiaryId!: string | null;
}

export class EncountersPage {
  @ApiProperty({ type: [EncounterView] })
  items!: readonly EncounterView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
