import { Injectable, type PipeTransform } from '@nestjs/common';
import { ruleSetUnknown } from '../../rule-set/rule-set.decider.js';

/** The number of a version in a path; what is none names no version. */
@Injectable()
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,5}$/.test(value)) throw ruleSetUnknown();
    return Number(value);
  }
}
