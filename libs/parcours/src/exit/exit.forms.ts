import { Equals } from 'class-validator';
import type { CivilDate } from '@jalons/kernel';
import { CodeField, DayField, DayOrUnknownField, checkedField, IdField, NestedField, TextField } from '@jalons/http';
import { StepForm, told } from '../forms/step.forms.js';
import { MAX_LABEL } from '../steps/field-checks.js';
import type { OrUnknown } from '../steps/values.js';
import { situationOrNotReached } from './exit.checks.js';
import type { SixMonthAnswer } from './exit.events.js';

export class ExitContractForm {
  @CodeField('contracts')
  kind!: string;

  @DayField()
  startsOn!: CivilDate;

  @DayOrUnknownField({ optional: true, description: 'Last day, included; there iff the contract has an end' })
  endsOn?: OrUnknown<CivilDate>;
}

export class ProofHolderForm {
  @IdField({ optional: true })
  structure?: string;

  @TextField(MAX_LABEL)
  label!: string;
}

export class ExitProofForm {
  @CodeField('proof-kinds')
  kind!: string;

  @DayField({ optional: true, description: 'Of the document; absent only without proof' })
  on?: CivilDate;

  @NestedField(() => ProofHolderForm, { optional: true, description: 'Of the original; absent only without proof' })
  holder?: ProofHolderForm;
}

export class ExitForm extends StepForm {
  @CodeField('exit-reasons')
  reason!: string;

  @NestedField(() => ExitContractForm, { optional: true })
  contract?: ExitContractForm;

  @NestedField(() => ExitProofForm)
  proof!: ExitProofForm;
}

export class ReopeningForm extends StepForm {
  @IdField({ description: 'The exit that no longer is one' })
  exit!: string;
}

/** Either what became of her, or that she was not reached. */
export class SixMonthSituationForm extends StepForm {
  @IdField({ description: 'The exit that it follows' })
  exit!: string;

  @CodeField('follow-up-situations', { optional: true })
  situation?: string;

  @checkedField({ enum: [true], optional: true }, Equals(true))
  notReached?: true;
}

/** The form as its command takes it; refused unless it says one of the two. */
export function toldAtSixMonths(form: SixMonthSituationForm, zone: string) {
  return told(form, zone, answerOf(form));
}

function answerOf({ situation, notReached }: SixMonthSituationForm): SixMonthAnswer {
  if (situation !== undefined && notReached === undefined) return { situation };
  if (situation === undefined && notReached === true) return { notReached };
  throw situationOrNotReached();
}
