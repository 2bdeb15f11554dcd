import { ApiProperty } from '@nestjs/swagger';

/** A professional or a structure with its name. */
export class NamedView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}
