import { ApiProperty } from '@nestjs/swagger';
import { NamedView } from '../names/named.dto.js';
import { EntryDocument, GapView, ParcoursHeadView } from '../timeline/parcours.dto.js';
import { IdentityView } from './identities.dto.js';

export class PersonRecordView {
  @ApiProperty({ format: 'uuid' })
  beneficiaryId!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The merge, to be named to reverse it' })
  mergeId!: string | null;
}

class OfRecordView {
  @ApiProperty({ format: 'uuid', description: 'The entry, that a withdrawal or lift names' })
  id!: string;

  @ApiProperty({ format: 'uuid', description: 'The record that it was said of' })
  beneficiaryId!: string;

  @ApiProperty({ format: 'date' })
  on!: string;
}

export class CriterionView extends OfRecordView {
  @ApiProperty({ description: 'Nomenclature criteria' })
  criterion!: string;

  @ApiProperty({ enum: ['yes', 'no', 'refused', 'unknown'] })
  answer!: 'yes' | 'no' | 'refused' | 'unknown';

  @ApiProperty({ type: String, nullable: true })
  proof!: string | null;
}

export class NoticeView extends OfRecordView {
  @ApiProperty({ enum: [13, 14] })
  article!: 13 | 14;

  @ApiProperty()
  means!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  structure!: string | null;
}

export class ObjectionView extends OfRecordView {
  @ApiProperty({ enum: ['contact', 'profiling', 'sharing', 'all'] })
  purpose!: 'contact' | 'profiling' | 'sharing' | 'all';
}

export class RestrictionView extends OfRecordView {
  @ApiProperty({ type: String, nullable: true, description: 'Null for who may not read it' })
  reason!: string | null;
}

export class PersonParcoursItemView {
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

  @ApiProperty({ type: NamedView, nullable: true })
  referent!: NamedView | null;

  @ApiProperty({ type: NamedView })
  structure!: NamedView;

  @ApiProperty({ description: 'Another parcours of hers is open in the territory' })
  toReconcile!: boolean;
}

export class PersonDocument {
  @ApiProperty({ type: IdentityView, description: 'Of the record that stands for all' })
  identity!: IdentityView;

  @ApiProperty({ type: [PersonRecordView] })
  records!: readonly PersonRecordView[];

  @ApiProperty({ description: 'Merges go round in a circle: one is to be reversed' })
  circular!: boolean;

  @ApiProperty({ type: [CriterionView], description: 'Those that the reader may see' })
  criteria!: readonly CriterionView[];

  @ApiProperty({ type: [NoticeView] })
  notices!: readonly NoticeView[];

  @ApiProperty({ type: [ObjectionView] })
  objections!: readonly ObjectionView[];

  @ApiProperty({ type: [RestrictionView] })
  restrictions!: readonly RestrictionView[];

  @ApiProperty({ type: [PersonParcoursItemView], description: 'Those that the reader may see' })
  parcours!: readonly PersonParcoursItemView[];
}

export class TimelineParcoursView {
  @ApiProperty({ type: ParcoursHeadView })
  parcours!: ParcoursHeadView;

  @ApiProperty({ type: [GapView] })
  gaps!: readonly GapView[];
}

export class TimelineEntryDocument extends EntryDocument {
  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;
}

export class PersonTimelineDocument {
  @ApiProperty({ type: [TimelineParcoursView] })
  parcours!: readonly TimelineParcoursView[];

  @ApiProperty({ type: [TimelineEntryDocument], description: 'By day' })
  entries!: readonly TimelineEntryDocument[];
}
