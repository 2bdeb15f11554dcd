import { CodeField, IdField, NestedField, TextField } from '@jalons/http';
import { FreelyDatedForm, LabelledForm } from '../forms/step.forms.js';
import { MAX_LABEL } from '../steps/field-checks.js';

export class ActionStartForm extends FreelyDatedForm {
  @CodeField('action-kinds')
  kind!: string;

  @IdField({ optional: true, description: 'The barrierId of the barrier that it works on' })
  barrierId?: string;

  @TextField(MAX_LABEL, { optional: true })
  label?: string;

  @NestedField(() => LabelledForm, { optional: true })
  place?: LabelledForm;

  @NestedField(() => LabelledForm, { optional: true })
  publicEvent?: LabelledForm;
}

export class ActionEndForm extends FreelyDatedForm {
  @IdField({ description: 'The start of the action that ends' })
  action!: string;

  @CodeField('action-outcomes')
  outcome!: string;
}
