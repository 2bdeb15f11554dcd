import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError, isUuid, type Uuid } from '@jalons/kernel';

/** An id in a path: one that could not exist is answered like one that does not. */
@Injectable()
export class UuidPipe implements PipeTransform<unknown, Uuid> {
  transform(value: unknown): Uuid {
    if (typeof value === 'string' && isUuid(value)) return value;
    throw new DomainError('not-found', 'not-found', "Cet élément n'existe pas ou ne vous est pas ouvert.");
  }
}
