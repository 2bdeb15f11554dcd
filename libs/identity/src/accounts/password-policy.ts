import { DomainError } from '@jalons/kernel';

/** CNIL, délibération 2022-100: twelve characters of any kind with a limit on attempts go beyond the 50 bits it asks. */
export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;

const FIELD = '/password';

/** Refuses a password that is short, repeats few characters, or holds the name of the mailbox. */
export function assertPassword(password: string, login: string): void {
  if (password.length < MIN_PASSWORD_LENGTH || password.length > MAX_PASSWORD_LENGTH) {
    throw refused('password-length', `Choisissez au moins ${MIN_PASSWORD_LENGTH} caractères, par exemple quatre mots.`);
  }
  if (new Set(password.toLowerCase()).size < 5) {
    throw refused('password-repeats', 'Ce mot de passe répète trop peu de caractères différents.');
  }
  const mailbox = login.trim().toLowerCase().split('@', 1)[0] ?? '';
  if (mailbox.length >= 4 && password.toLowerCase().includes(mailbox)) {
    throw refused('password-holds-login', 'Le mot de passe ne doit pas contenir votre adresse.');
  }
}

function refused(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, [{ field: FIELD, code, message }]);
}
