import { DomainError } from '@jalons/kernel';

/** The database of keys did not answer: to be tried again. The driver's error may carry values and is not kept. */
export function keysUnavailable(): DomainError {
  return new DomainError(
    'unavailable',
    'keys-unavailable',
    'Le service des clés ne répond pas ; réessayez dans un instant.',
  );
}
