import { CodeField, IdField, NestedField, OneOfField, TextField, YesNoField } from '@jalons/http';
import { FreelyDatedForm, LabelledForm } from '../forms/step.forms.js';
import { MAX_TEXT } from '../steps/field-checks.js';
import { DECLINED_BY, LAPSE_REASONS } from './orientation.events.js';

export class OrientationSheetForm {
  @TextField(MAX_TEXT, { description: 'What the person agreed to pass on' })
  summary!: string;

  @TextField(MAX_TEXT, { optional: true })
  expectations?: string;

  @TextField(MAX_TEXT, { optional: true })
  constraints?: string;
}

export class OrientationForm extends FreelyDatedForm {
  @IdField()
  toStructure!: string;

  @IdField({ optional: true, description: 'Of the directory of services' })
  service?: string;

  @CodeField('schemes', { optional: true })
  scheme?: string;

  @YesNoField()
  commonLaw!: boolean;

  @CodeField('needs or barriers')
  need!: string;

  @TextField(MAX_TEXT, { optional: true, description: 'There iff the action is specific' })
  noCommonLawReason?: string;

  @YesNoField()
  personAgreed!: boolean;

  @YesNoField()
  transfersReferent!: boolean;

  @NestedField(() => LabelledForm, { optional: true, description: 'A receiver without account' })
  onBehalfOf?: LabelledForm;

  @NestedField(() => OrientationSheetForm)
  sheet!: OrientationSheetForm;
}

export class AnswerForm extends FreelyDatedForm {}

export class DeclineForm extends FreelyDatedForm {
  @OneOfField(DECLINED_BY)
  by!: (typeof DECLINED_BY)[number];

  @CodeField('decline-reasons')
  reason!: string;
}

export class LapseForm extends FreelyDatedForm {
  @OneOfField(LAPSE_REASONS)
  reason!: (typeof LAPSE_REASONS)[number];
}

export class ClosingForm extends FreelyDatedForm {
  @CodeField('orientation-outcomes')
  outcome!: string;
}
