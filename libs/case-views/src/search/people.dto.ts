import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { DayField, TextField } from '@jalons/http';
import type { CivilDate } from '@jalons/kernel';
import { MaybeNamedView, NamedView } from '../names/named.dto.js';

export class PeopleQuestion {
  @ApiProperty({ description: 'Names or beginnings of names, in any order', minLength: 2, maxLength: 100 })
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  name!: string;
}

export class FullNameForm {
  @TextField(100)
  givenName!: string;

  @TextField(100)
  familyName!: string;

  @DayField()
  birthDate!: CivilDate;
}

export class PersonParcoursView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['open', 'exited'] })
  status!: 'open' | 'exited';

  @ApiProperty({ type: NamedView, nullable: true })
  referent!: NamedView | null;

  @ApiProperty({ type: NamedView })
  structure!: NamedView;
}

export class PersonItemView {
  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty({ type: Number, nullable: true })
  birthYear!: number | null;

  @ApiProperty({ description: 'Opened by breaking the glass alone: nothing may be recorded of her' })
  readOnly!: boolean;

  @ApiProperty({ type: PersonParcoursView, nullable: true, description: 'The newest that the reader may see' })
  parcours!: PersonParcoursView | null;
}

export class PeopleFoundView {
  @ApiProperty({ type: [PersonItemView], description: 'The best matches first' })
  items!: readonly PersonItemView[];

  @ApiProperty({ description: 'More people were found than are shown' })
  more!: boolean;
}

export class ReferentContactView extends NamedView {
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;
}

export class ContactForPersonView {
  @ApiProperty({ format: 'uuid', description: 'What break-the-glass is asked for by' })
  beneficiaryId!: string;

  @ApiProperty({ type: MaybeNamedView })
  structure!: MaybeNamedView;

  @ApiProperty({ type: ReferentContactView, nullable: true, description: 'Null: ask the coordinator' })
  referent!: ReferentContactView | null;
}

export class KnownPeopleView {
  @ApiProperty({ type: [PersonItemView], description: 'Those whom the reader may see' })
  people!: readonly PersonItemView[];

  @ApiProperty({ type: [ContactForPersonView], description: 'Whom to call about each of the others' })
  contacts!: readonly ContactForPersonView[];
}
