import { registerDecorator, type ValidationOptions } from 'class-validator';
import { parseCivilDate } from '@jalons/kernel';

/** A day that exists, as `YYYY-MM-DD`: class-validator's own date checks let 2023-02-29 and times of day pass. */
export function IsCivilDate(options?: ValidationOptions): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isCivilDate',
      target: target.constructor,
      propertyName: String(property),
      options: { message: 'Saisissez une date qui existe, par exemple 2026-03-31.', ...options },
      validator: { validate: (value: unknown) => typeof value === 'string' && parseCivilDate(value) !== null },
    });
  };
}
