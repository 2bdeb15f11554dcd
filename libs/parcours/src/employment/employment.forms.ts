import { IsNumber, Max, Min } from 'class-validator';
import type { CivilDate } from '@jalons/kernel';
import {
  CodeField,
  DayField,
  DayOrUnknownField,
  checkedField,
  IdField,
  NestedField,
  OneOfField,
  TextField,
  UnlessUnknown,
  YesNoField,
} from '@jalons/http';
import { FreelyDatedForm, LabelledForm } from '../forms/step.forms.js';
import type { OrUnknown } from '../steps/values.js';
import { INTRODUCTION_OUTCOMES, JOB_ENDS } from './employment.events.js';

const HOURS_OR_UNKNOWN = [{ type: 'number' }, { type: 'string', enum: ['unknown'] }];

export class JobStartForm extends FreelyDatedForm {
  @IdField({ optional: true, description: 'The signature that it follows' })
  signature?: string;

  @IdField({ optional: true, description: 'The introduction to the employer that led to it' })
  introduction?: string;

  @CodeField('contracts')
  contract!: string;

  @checkedField({ oneOf: HOURS_OR_UNKNOWN }, UnlessUnknown(), IsNumber(), Min(0), Max(168))
  weeklyHours!: OrUnknown<number>;

  @NestedField(() => LabelledForm, { optional: true })
  employer?: LabelledForm;

  @DayOrUnknownField()
  signedOn!: OrUnknown<CivilDate>;

  @DayOrUnknownField({ optional: true, description: 'Last day; there iff the contract has an end' })
  expectedEnd?: OrUnknown<CivilDate>;

  @YesNoField({ optional: true })
  emploiFranc?: boolean;

  @TextField(5, { optional: true, description: 'ROME code: a letter and four digits' })
  rome?: string;
}

export class JobEndForm extends FreelyDatedForm {
  @IdField({ description: 'The start of the job that ends' })
  job!: string;

  @OneOfField(JOB_ENDS)
  reason!: (typeof JOB_ENDS)[number];
}

export class IntroductionForm extends FreelyDatedForm {
  @NestedField(() => LabelledForm)
  company!: LabelledForm;

  @NestedField(() => LabelledForm, { optional: true })
  offer?: LabelledForm;

  @NestedField(() => LabelledForm, { optional: true })
  publicEvent?: LabelledForm;
}

export class EmployerInterviewForm extends FreelyDatedForm {
  @IdField()
  introduction!: string;
}

export class IntroductionClosingForm extends FreelyDatedForm {
  @IdField()
  introduction!: string;

  @OneOfField(INTRODUCTION_OUTCOMES)
  outcome!: (typeof INTRODUCTION_OUTCOMES)[number];
}

export class JobSignatureForm extends FreelyDatedForm {
  @DayField()
  startsOn!: CivilDate;

  @IdField({ optional: true, description: 'The introduction to the employer that led to it' })
  introduction?: string;

  @NestedField(() => LabelledForm, { optional: true })
  employer?: LabelledForm;

  @CodeField('contracts', { optional: true })
  contract?: string;
}
