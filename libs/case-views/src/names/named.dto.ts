import { ApiProperty } from '@nestjs/swagger';

/** A professional or a structure with its name. */
export class NamedView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

/** A structure as far as the reader may know which it is. */
export class MaybeNamedView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null where it may not be named' })
  id!: string | null;

  @ApiProperty()
  name!: string;
}
