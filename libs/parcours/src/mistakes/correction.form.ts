import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { IdField, OneOfField, TextField } from '@jalons/http';
import type { ParcoursStepType } from '../parcours.events.js';
import { REPLACEMENTS } from './replacements.js';

const TYPES = Object.keys(REPLACEMENTS) as ParcoursStepType[];
const FORMS = [...new Set(Object.values(REPLACEMENTS).map(({ form }) => form))];

@ApiExtraModels(...FORMS)
export class CorrectionForm {
  @IdField({ description: 'The entry that was a mistake' })
  eventId!: string;

  @TextField(500)
  why!: string;

  @OneOfField(TYPES, { description: 'What should have been recorded, most often the same' })
  type!: ParcoursStepType;

  @ApiProperty({
    oneOf: FORMS.map((form) => ({ $ref: getSchemaPath(form) })),
    description: 'The whole step of that type, as its own route takes it',
  })
  @IsObject()
  replacement!: object;
}
