import type { CivilDate } from '@jalons/kernel';
import { CodeField, DayField, DayOrUnknownField, IdField, NestedField, TextField } from '../forms/fields.js';
import { StepForm } from '../forms/step.forms.js';
import { MAX_LABEL } from '../steps/field-checks.js';
import type { OrUnknown } from '../steps/values.js';

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
