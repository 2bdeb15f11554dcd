import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { DayField, ReadsFrom } from '@jalons/http';
import { type CivilDate, DomainError, isDomainError } from '@jalons/kernel';

/** What every form about a person has. */
export class DatedForm {
  @DayField({ optional: true, description: 'When it happened in life; today where absent' })
  occurredOn?: CivilDate;
}

/** Describes the person of a route. */
export function OfPerson(): ClassDecorator & MethodDecorator {
  return applyDecorators(
    ApiParam({ name: 'id', type: String, format: 'uuid', description: 'The person' }),
    // Whether the caller may is read where cases are: somebody registered a moment ago must be there.
    ReadsFrom('case-views'),
  );
}

/**
 * Refusals with the fields named as the form names them, where the command nests or renames them.
 * @param fields by the pointer that the decider names
 */
export async function inOwnFields<Result>(
  fields: Readonly<Record<string, string>>,
  work: Promise<Result>,
): Promise<Result> {
  return work.catch((error: unknown) => {
    throw isDomainError(error) ? renamed(error, fields) : error;
  });
}

function renamed(
  { kind, code, message, problems }: DomainError,
  fields: Readonly<Record<string, string>>,
): DomainError {
  return new DomainError(
    kind,
    code,
    message,
    problems.map((problem) =>
      problem.field === undefined ? problem : { ...problem, field: fields[problem.field] ?? problem.field },
    ),
  );
}
