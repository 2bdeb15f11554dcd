import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { NomenclatureName } from '@jalons/kernel';
import { IsCivilDate, IsId, MayBeAbsent } from '../validation/field-decorators.js';

/** What every field may say besides its kind. */
export interface FieldOptions {
  readonly optional?: boolean;
  readonly description?: string;
}

/** One list, or one of two. */
type ListName = NomenclatureName | `${NomenclatureName} or ${NomenclatureName}`;

const MAX_CODE = 100;
const MAX_CODES = 50;

/** A code of one of the nomenclatures; whether it is one, and of that day, the decider says. */
export function CodeField(list: ListName, options?: FieldOptions) {
  const description = `Code of the nomenclature ${list}`;
  return checkedField({ type: String, description, ...options }, IsString(), IsNotEmpty(), MaxLength(MAX_CODE));
}

/** Codes of a nomenclature, each once. */
export function CodesField(list: ListName, options?: FieldOptions) {
  const description = `Codes of the nomenclature ${list}`;
  const each = { each: true } as const;
  const checks = [IsArray(), ArrayMaxSize(MAX_CODES), IsString(each), MaxLength(MAX_CODE, each)];
  return checkedField({ type: [String], description, ...options }, ...checks);
}

export function TextField(longest: number, options?: FieldOptions) {
  return checkedField({ type: String, maxLength: longest, ...options }, IsString(), IsNotEmpty(), MaxLength(longest));
}

export function IdField(options?: FieldOptions) {
  return checkedField({ type: String, format: 'uuid', ...options }, IsId());
}

export function DayField(options?: FieldOptions) {
  return checkedField({ type: String, format: 'date', ...options }, IsCivilDate());
}

/** A time of day, which stands in the zone of the territory. */
export function TimeField(options?: FieldOptions) {
  const description = '`HH:mm`, in the zone of the territory';
  const message = 'Indiquez une heure, par exemple : 14:30.';
  return checkedField({ type: String, description, ...options }, Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message }));
}

/** A day, or `unknown` said as such. */
export function DayOrUnknownField(options?: FieldOptions) {
  const oneOf = [
    { type: 'string', format: 'date' },
    { type: 'string', enum: ['unknown'] },
  ];
  return checkedField({ oneOf, ...options }, UnlessUnknown(), IsCivilDate());
}

export function YesNoField(options?: FieldOptions) {
  return checkedField({ type: Boolean, ...options }, IsBoolean());
}

export function OneOfField(values: readonly string[], options?: FieldOptions) {
  return checkedField({ enum: [...values], ...options }, IsIn([...values]));
}

/** A form inside a form. */
export function NestedField(form: () => new () => object, options?: FieldOptions) {
  // Swagger knows a lazy type by the name of its function, `type`.
  return checkedField({ type: () => form(), ...options }, IsObject(), ValidateNested(), Type(form));
}

/** Leaves the other checks aside for a value that nobody knew. */
export function UnlessUnknown(): PropertyDecorator {
  return ValidateIf((_, value) => value !== 'unknown');
}

/** The description of a field and its checks; an optional one may be left out, but is never null. */
export function checkedField(
  { optional, ...property }: FieldOptions & Record<string, unknown>,
  ...checks: PropertyDecorator[]
): PropertyDecorator {
  const required = optional !== true;
  return applyDecorators(
    ApiProperty({ ...property, required } as ApiPropertyOptions),
    ...(required ? [] : [MayBeAbsent()]),
    ...checks,
  );
}
