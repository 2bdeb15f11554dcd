import { invalidField, type CivilDate } from '@jalons/kernel';
import { DayField, IdField, NestedField, OneOfField, TextField } from '@jalons/http';
import { FreelyDatedForm, told } from '../forms/step.forms.js';
import { MAX_TEXT } from '../steps/field-checks.js';
import { NEXT_ACTORS, type NextActor } from './contact.events.js';

export class NextActorForm {
  @OneOfField(NEXT_ACTORS)
  kind!: (typeof NEXT_ACTORS)[number];

  @IdField({ optional: true, description: 'There iff the kind is professional' })
  professional?: string;

  @IdField({ optional: true, description: 'There iff the kind is structure' })
  structure?: string;
}

export class NextActionForm extends FreelyDatedForm {
  @TextField(MAX_TEXT)
  what!: string;

  @DayField()
  dueOn!: CivilDate;

  @NestedField(() => NextActorForm)
  who!: NextActorForm;
}

export class NextActionCompletionForm extends FreelyDatedForm {
  @IdField({ description: 'The entry that planned it' })
  nextAction!: string;
}

/** The form as its command takes it; refused unless it says who, as the kind asks. */
export function toldNextAction(form: NextActionForm, zone: string) {
  return told(form, zone, { who: actorOf(form.who) });
}

function actorOf({ kind, professional, structure }: NextActorForm): NextActor {
  if (kind === 'professional' && professional !== undefined && structure === undefined) return { kind, professional };
  if (kind === 'structure' && structure !== undefined && professional === undefined) return { kind, structure };
  if (kind === 'person' && professional === undefined && structure === undefined) return { kind };
  throw invalidField(
    '/who',
    'next-actor-unclear',
    'Indiquez une seule fois qui fera cette action : la personne, un professionnel ou une structure.',
  );
}
