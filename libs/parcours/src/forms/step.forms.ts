import { instanceToPlain } from 'class-transformer';
import type { CivilDate } from '@jalons/kernel';
import { MAX_LABEL, MAX_TEXT } from '../steps/field-checks.js';
import type { When } from '../steps/recording.js';
import { DayField, IdField, TextField, TimeField, YesNoField } from '@jalons/http';

/** What every form of a step has. */
export class StepForm {
  @DayField({ description: 'When it happened in life; late entries are welcome' })
  occurredOn!: CivilDate;

  @TimeField({ optional: true })
  time?: string;

  @TextField(MAX_TEXT, { optional: true })
  note?: string;
}

/** A step that may have happened before the opening. */
export class FreelyDatedForm extends StepForm {
  @YesNoField({ optional: true, description: 'It happened before the opening, and is said so' })
  priorHistory?: boolean;
}

/** A company, place or provider: its label, and its id once it stands in a register. */
export class LabelledForm {
  @IdField({ optional: true })
  id?: string;

  @TextField(MAX_LABEL)
  label!: string;
}

type DataOf<Form> = Omit<Form, 'occurredOn' | 'time' | 'priorHistory'> & { readonly priorHistory?: true };

/**
 * A form as the command of a step takes it: when it happened, and its data as plain values, as the log keeps them, with
 * those that come from elsewhere.
 */
export function told<Form extends StepForm, Extra extends object = object>(
  form: Form,
  zone: string,
  extra?: Extra,
): When & { readonly data: DataOf<Form> & Extra } {
  const { occurredOn, time, priorHistory, ...data } = instanceToPlain(form) as Form & { priorHistory?: boolean };
  return {
    occurredOn,
    ...(time !== undefined && { at: { time, zone } }),
    data: { ...data, ...(priorHistory === true && { priorHistory }), ...extra } as DataOf<Form> & Extra,
  };
}
