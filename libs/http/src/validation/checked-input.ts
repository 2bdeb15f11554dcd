import { InputValidationPipe } from './input-validation.pipe.js';

const pipe = new InputValidationPipe();

/**
 * Checks a value that a body nests, whose class another field of that body says.
 * @returns an instance of the class
 * @throws DomainError `invalid-input`, its fields relative to the value
 */
export async function checkedInput<Form extends object>(form: new () => Form, value: unknown): Promise<Form> {
  return (await pipe.transform(value, { type: 'body', metatype: form })) as Form;
}
