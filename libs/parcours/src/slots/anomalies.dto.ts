import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ANOMALIES } from './anomaly-list.js';

export class AnomalyView {
  @ApiProperty({
    enum: ANOMALIES,
    description: 'Two parcours at once, of one person or of two who were merged; or a slot that another parcours holds',
  })
  kind!: (typeof ANOMALIES)[number];

  @ApiProperty()
  territory!: string;

  @ApiProperty({ type: [String], description: 'One, or the two that overlap' })
  parcours!: readonly string[];
}

export class AnomaliesPage {
  @ApiProperty({ type: [AnomalyView] })
  items!: readonly AnomalyView[];

  @ApiPropertyOptional()
  nextCursor?: string;
}
