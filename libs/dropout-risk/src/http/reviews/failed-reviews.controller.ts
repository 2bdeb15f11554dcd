import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ReadsFrom } from '@jalons/http';
import { CurrentReader, CurrentScope, Policy, type Reader, type Scope } from '@jalons/identity';
import { FailedReviews } from './failed-reviews.js';

export class FailedReviewView {
  @ApiProperty()
  caseNumber!: string;

  @ApiProperty({ description: 'Class or code of what went wrong' })
  code!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export class FailedReviewsView {
  @ApiProperty({ type: [FailedReviewView] })
  items!: readonly FailedReviewView[];

  @ApiProperty({ type: 'integer' })
  total!: number;
}

export class RetriedReviewsView {
  @ApiProperty({ type: 'integer', description: 'How many were asked for' })
  asked!: number;
}

/** Reviews of cases that failed, for the coordinator: by case number, to be asked for again. */
@ApiTags('rule-sets')
@Policy('coordinator')
@Controller('failed-reviews')
export class FailedReviewsController {
  constructor(private readonly reviews: FailedReviews) {}

  @ReadsFrom('risk')
  @Get()
  @ApiOkResponse({ type: FailedReviewsView })
  list(@CurrentReader() reader: Reader): Promise<FailedReviewsView> {
    return this.reviews.list(reader);
  }

  /** All of them, at once; asking twice is asking once. */
  @Post('retries')
  @HttpCode(200)
  @ApiOkResponse({ type: RetriedReviewsView })
  async retry(@CurrentScope() scope: Scope): Promise<RetriedReviewsView> {
    return { asked: await this.reviews.retry(scope) };
  }
}
