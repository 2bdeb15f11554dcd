import { registerDecorator, ValidateIf, type ValidationOptions } from 'class-validator';
import { isUuid, parseCivilDate } from '@jalons/kernel';

/** A day that exists, as `YYYY-MM-DD`: class-validator's own date checks let 2023-02-29 and times of day pass. */
export function IsCivilDate(options?: ValidationOptions): PropertyDecorator {
  return check('isCivilDate', 'Saisissez une date qui existe, par exemple 2026-03-31.', options, (value) => {
    return typeof value === 'string' && parseCivilDate(value) !== null;
  });
}

/** An id of ours, in lower case: two spellings of one id would be two streams. */
export function IsId(options?: ValidationOptions): PropertyDecorator {
  return check('isId', "Cet identifiant n'est pas valable.", options, (value) => {
    return typeof value === 'string' && isUuid(value);
  });
}

/** A field that may be absent, but is not null: class-validator's own IsOptional lets null through unchecked. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

function check(
  name: string,
  message: string,
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
