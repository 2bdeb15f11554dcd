import { ApiProperty } from '@nestjs/swagger';
import { NamedView } from '../names/named.dto.js';

export class ReferentView extends NamedView {
  @ApiProperty({ type: NamedView })
  structure!: NamedView;
}

export class ParticipationView extends NamedView {
  @ApiProperty({ type: String, nullable: true })
  role!: string | null;

  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'First day without it' })
  to!: string | null;
}

export class ParcoursHeadView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty({ enum: ['open', 'exited'] })
  status!: 'open' | 'exited';

  @ApiProperty({ format: 'date' })
  openedOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  exitedOn!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of an open parcours, today' })
  phase!: string | null;

  @ApiProperty({ type: ReferentView, nullable: true })
  referent!: ReferentView | null;

  @ApiProperty({ type: [ParticipationView] })
  structures!: readonly ParticipationView[];
}

export class PersonHeadView {
  @ApiProperty({ description: 'Given name and initial' })
  displayName!: string;

  @ApiProperty({ type: Number, nullable: true })
  birthYear!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Nomenclature qpv' })
  qpv!: string | null;
}

export class EntryDocument {
  @ApiProperty({ format: 'uuid' })
  eventId!: string;

  @ApiProperty()
  type!: string;

  @ApiProperty({ format: 'date' })
  occurredOn!: string;

  @ApiProperty({ type: String, nullable: true, description: 'HH:mm' })
  time!: string | null;

  @ApiProperty({ format: 'date' })
  recordedOn!: string;

  @ApiProperty({ type: NamedView, nullable: true })
  structure!: NamedView | null;

  @ApiProperty({ type: NamedView, nullable: true })
  actor!: NamedView | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  data!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: [String], description: 'Fields of data that are kept from the reader, whole or in part' })
  hidden!: readonly string[];

  @ApiProperty()
  voided!: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The entry that it replaces' })
  corrects!: string | null;
}

export class GapView {
  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'First day with somebody again' })
  to!: string | null;

  @ApiProperty()
  days!: number;
}

export class ParcoursDocument {
  @ApiProperty({ type: ParcoursHeadView })
  parcours!: ParcoursHeadView;

  @ApiProperty({ type: PersonHeadView })
  person!: PersonHeadView;

  @ApiProperty({ type: [EntryDocument] })
  entries!: readonly EntryDocument[];

  @ApiProperty({ type: [GapView] })
  gaps!: readonly GapView[];

  @ApiProperty()
  revision!: number;

  @ApiProperty()
  position!: string;
}
