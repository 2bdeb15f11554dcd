import type { CivilDate } from '@jalons/kernel';
import { CodeField, DayField, IdField, NestedField, TextField, YesNoField } from '@jalons/http';
import { FreelyDatedForm, LabelledForm } from '../forms/step.forms.js';
import { MAX_LABEL } from '../steps/field-checks.js';

export class TrainingStartForm extends FreelyDatedForm {
  @IdField({ optional: true, description: 'The admission that it follows' })
  admission?: string;

  @TextField(MAX_LABEL)
  title!: string;

  @NestedField(() => LabelledForm)
  provider!: LabelledForm;

  @YesNoField()
  qualifying!: boolean;

  @TextField(5, { optional: true, description: 'Five digits (Formacode)' })
  formacode?: string;

  @DayField()
  expectedEnd!: CivilDate;
}

export class TrainingCompletionForm extends FreelyDatedForm {
  @IdField({ description: 'The start of the training that ends' })
  training!: string;

  @TextField(MAX_LABEL, { optional: true })
  qualification?: string;
}

export class TrainingAdmissionForm extends FreelyDatedForm {
  @DayField()
  startsOn!: CivilDate;

  @TextField(MAX_LABEL, { optional: true })
  title?: string;

  @NestedField(() => LabelledForm, { optional: true })
  provider?: LabelledForm;
}

export class TrainingAbsenceForm extends FreelyDatedForm {
  @IdField({ description: 'The start of the training' })
  training!: string;

  @DayField()
  from!: CivilDate;

  @DayField({ optional: true, description: 'Last day away; still absent without it' })
  to?: CivilDate;
}

export class TrainingAbandonmentForm extends FreelyDatedForm {
  @IdField({ description: 'The start of the training' })
  training!: string;

  @CodeField('abandonment-reasons')
  reason!: string;
}
