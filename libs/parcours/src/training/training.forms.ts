import type { CivilDate } from '@jalons/kernel';
import { DayField, IdField, NestedField, TextField, YesNoField } from '../forms/fields.js';
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
