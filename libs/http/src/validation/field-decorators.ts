import { registerDecorator, ValidateIf, type ValidationArguments, type ValidationOptions } from 'class-validator';
import { DAY_OUT_OF_RANGE, isDayInRange, isUuid, parseCivilDate, type CivilDate } from '@jalons/kernel';

/**
 * A day that exists, as `YYYY-MM-DD`, between 1900 and 2199: class-validator's own date checks let 2023-02-29 and times of
 * day pass, and years that nothing can count with.
 */
export function IsCivilDate(options?: ValidationOptions): PropertyDecorator {
  const message = ({ value }: ValidationArguments) =>
    dayIn(value) === null ? 'Saisissez une date qui existe, par exemple 2026-03-31.' : DAY_OUT_OF_RANGE;
  return check('isCivilDate', message, options, (value) => {
    const day = dayIn(value);
    return day !== null && isDayInRange(day);
  });
}

function dayIn(value: unknown): CivilDate | null {
  return typeof value === 'string' ? parseCivilDate(value) : null;
}

/** An id of ours, in lower case: two spellings of one id would be two streams. */
export function IsId(options?: ValidationOptions): PropertyDecorator {
  return check('isId', "Cet identifiant n'est pas valable.", options, (value) => {
    return typeof value === 'string' && isUuid(value);
  });
}

/** A list without repetitions: class-validator's own ArrayUnique compares each with each, for seconds if asked to. */
export function IsListOfDistinct(options?: ValidationOptions): PropertyDecorator {
  return check('arrayUnique', 'Chaque valeur ne doit figurer qu’une fois.', options, (value) => {
    return Array.isArray(value) && new Set<unknown>(value).size === value.length;
  });
}

/** A field that may be absent, but is not null: class-validator's own IsOptional lets null through unchecked. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

function check(
  name: string,
  message: string | ((told: ValidationArguments) => string),
  options: ValidationOptions | undefined,
  validate: (value: unknown) => boolean,
): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      options: { message, ...options },
      validator: { validate },
    });
  };
}
