import type { CivilDate } from '@jalons/kernel';
import { DayField, IdField, NestedField, TextField, TimeField } from '@jalons/http';
import { FreelyDatedForm, LabelledForm, told } from '../forms/step.forms.js';
import { MAX_LABEL } from '../steps/field-checks.js';
import type { Moment } from '../steps/values.js';

export class MomentForm {
  @DayField()
  on!: CivilDate;

  @TimeField({ optional: true })
  time?: string;
}

/** At least one of the three. */
export class AppointmentWithForm {
  @IdField({ optional: true })
  structure?: string;

  @IdField({ optional: true })
  professional?: string;

  @TextField(MAX_LABEL, { optional: true })
  label?: string;
}

export class AppointmentForm extends FreelyDatedForm {
  @NestedField(() => MomentForm, { description: 'When it is to take place' })
  at!: MomentForm;

  @NestedField(() => LabelledForm, { optional: true })
  place?: LabelledForm;

  @NestedField(() => AppointmentWithForm)
  with!: AppointmentWithForm;
}

export class ReschedulingForm extends FreelyDatedForm {
  @IdField({ description: 'The entry that scheduled it first' })
  appointment!: string;

  @NestedField(() => MomentForm, { description: 'When it is to take place now' })
  at!: MomentForm;

  @NestedField(() => LabelledForm, { optional: true })
  place?: LabelledForm;

  @NestedField(() => AppointmentWithForm, { optional: true })
  with?: AppointmentWithForm;
}

export class AppointmentIssueForm extends FreelyDatedForm {
  @IdField({ description: 'The entry that scheduled it first' })
  appointment!: string;
}

/** The form as its command takes it; a time of day stands with the territory's zone. */
export function toldAppointment<Form extends AppointmentForm | ReschedulingForm>(form: Form, zone: string) {
  return told(form, zone, { at: momentOf(form.at, zone) });
}

function momentOf({ on, time }: MomentForm, zone: string): Moment {
  return { on, ...(time !== undefined && { time, zone }) };
}
