import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import {
  checkedField,
  CodeField,
  CodesField,
  DayField,
  IdField,
  MayBeAbsent,
  NestedField,
  OneOfField,
  PageQuery,
  TextField,
  UnlessUnknown,
  YesNoField,
} from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { FEES, MOBILISERS, RECEPTION_MODES } from './service.events.js';

const PLACES = {
  oneOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', enum: ['unknown'] },
  ],
};

function PlacesField(options: { readonly optional?: boolean } = {}) {
  return checkedField({ ...PLACES, ...options }, UnlessUnknown(), IsInt(), Min(0), Max(10_000));
}

function SomeOfField(values: readonly string[]) {
  const each = { each: true } as const;
  const property = { type: 'array', items: { type: 'string', enum: [...values] }, optional: true };
  return checkedField(property, IsArray(), IsIn([...values], each));
}

export class ServiceAddressForm {
  @TextField(200, { optional: true })
  line?: string;

  @TextField(200, { optional: true })
  complement?: string;

  @TextField(5, { optional: true })
  postcode?: string;

  @TextField(200, { optional: true })
  city?: string;

  @TextField(5, { optional: true, description: 'Code officiel géographique' })
  inseeCode?: string;
}

/** A service as it is: what data·inclusion holds of one, but for the name of somebody. */
export class ServiceForm {
  @TextField(150)
  name!: string;

  @TextField(10_000)
  description!: string;

  @CodeField('schemes', { optional: true })
  scheme?: string;

  @YesNoField({ description: 'Common law (droit commun); as the scheme is marked, where there is one' })
  commonLaw!: boolean;

  @CodeField('service-types', { optional: true })
  type?: string;

  @CodesField('needs or barriers', { optional: true })
  topics: readonly string[] = [];

  @CodesField('service-publics', { optional: true })
  publics: readonly string[] = [];

  @TextField(2_000, { optional: true })
  publicsDetails?: string;

  @TextField(2_000, { optional: true })
  accessConditions?: string;

  @checkedField(
    { type: [String], optional: true, description: 'Communes, départements, EPCI or france' },
    IsArray(),
    ArrayMaxSize(200),
    IsString({ each: true }),
    MaxLength(9, { each: true }),
  )
  eligibilityAreas: readonly string[] = [];

  @PlacesField({ optional: true })
  placesOpen: number | 'unknown' = 'unknown';

  @OneOfField(FEES, { optional: true })
  fees?: (typeof FEES)[number];

  @TextField(2_000, { optional: true })
  feesDetails?: string;

  @SomeOfField(RECEPTION_MODES)
  receptionModes: readonly (typeof RECEPTION_MODES)[number][] = [];

  @SomeOfField(MOBILISERS)
  mobilisedBy: readonly (typeof MOBILISERS)[number][] = [];

  @CodesField('mobilisation-modes', { optional: true })
  mobilisationModes: readonly string[] = [];

  @TextField(2_000, { optional: true })
  mobilisationDetails?: string;

  @TextField(2_083, { optional: true })
  mobilisationLink?: string;

  @TextField(20, { optional: true, description: 'Of the service, not of somebody' })
  phone?: string;

  @TextField(254, { optional: true, description: 'Of the service, not of somebody' })
  email?: string;

  @NestedField(() => ServiceAddressForm, { optional: true })
  address?: ServiceAddressForm;

  @TextField(200, { optional: true, description: 'As OpenStreetMap writes them' })
  openingHours?: string;

  @checkedField({ type: Number, optional: true }, IsNumber(), Min(0), Max(168))
  hoursPerWeek?: number;

  @checkedField({ type: 'integer', optional: true }, IsInt(), Min(1), Max(520))
  weeks?: number;

  @TextField(2_083, { optional: true })
  sourceLink?: string;
}

class SinceForm {
  @DayField({ optional: true, description: 'Since when it is so; today by default' })
  on?: CivilDate;
}

export class NewServiceForm extends IntersectionType(ServiceForm, SinceForm) {
  @IdField({ description: 'The structure that gives it' })
  structure!: Uuid;
}

export class ServiceUpdateForm extends IntersectionType(ServiceForm, SinceForm) {}

export class ServiceConfirmationForm extends SinceForm {
  @PlacesField({ optional: true })
  placesOpen?: number | 'unknown';
}

export class ServiceWithdrawalForm extends SinceForm {
  @TextField(500, { optional: true })
  reason?: string;
}

const flag = ({ value }: TransformFnParams): unknown => (value === 'true' ? true : value === 'false' ? false : value);

export class ServicesQuery extends PageQuery {
  @TextField(200, { optional: true, description: 'Beginnings of words of its name, scheme, type or topics' })
  q?: string;

  @IdField({ optional: true })
  structure?: Uuid;

  @CodeField('schemes', { optional: true })
  scheme?: string;

  @CodeField('needs or barriers', { optional: true, description: 'A topic, its group, or what the group holds' })
  topic?: string;

  @CodeField('service-publics', { optional: true })
  public?: string;

  @IdField({ optional: true, description: 'Those of the reader without it' })
  territory?: Uuid;

  @ApiPropertyOptional({ description: 'Common law alone' })
  @MayBeAbsent()
  @Transform(flag)
  @IsBoolean()
  commonLaw?: boolean;

  @ApiPropertyOptional({ description: 'Withdrawn ones too' })
  @MayBeAbsent()
  @Transform(flag)
  @IsBoolean()
  withdrawn?: boolean;
}

export class ServiceView extends ServiceForm {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  structure!: string;

  @ApiProperty({ type: String, nullable: true })
  territory!: string | null;

  @ApiProperty({ format: 'date' })
  listedOn!: string;

  @ApiProperty({ format: 'date', description: 'Listed, updated or confirmed' })
  confirmedOn!: string;

  @ApiProperty({ description: 'Nobody has confirmed it for 90 days' })
  stale!: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  withdrawnOn!: string | null;
}

export class ServicesPage {
  @ApiProperty({ type: [ServiceView] })
  items!: readonly ServiceView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
