import { DomainError } from '@jalons/kernel';

/** Refuses another request under the key of one that was taken (architecture.md § 3.4). */
export function keyReused(): DomainError {
  return new DomainError(
    'unprocessable',
    'idempotency-key-reused',
    'Cette demande porte la même clé qu’une autre, différente, déjà enregistrée.',
  );
}
