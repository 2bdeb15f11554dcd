import { DomainError } from '@jalons/kernel';

/** The same refusal where a route nests the form: its fields are named from the body. */
export function fieldsUnder(
  pointer: string,
  { kind, code, message, problems }: DomainError,
  isNested: (field: string) => boolean,
): DomainError {
  return new DomainError(
    kind,
    code,
    message,
    problems.map((problem) =>
      problem.field !== undefined && isNested(problem.field)
        ? { ...problem, field: `${pointer}${problem.field}` }
        : problem,
    ),
  );
}
