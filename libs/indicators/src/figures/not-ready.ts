import { DomainError } from '@jalons/kernel';

/** The facts are being made for the first time. */
export function notReady(): DomainError {
  return new DomainError('unavailable', 'figures-not-ready', 'Les chiffres se préparent : réessayez dans un instant.');
}
