import { describe, expect, it } from '@jest/globals';
import { TypedFields } from './typed.js';

const field = (value: string, type = 'text') => ({ isConnected: true, type, value });

describe('what would be lost with a page', () => {
  it('is what was typed into its forms and stands there', () => {
    const typed = new TypedFields();
    expect(typed.some()).toBe(false);
    const name = field('Amina');
    typed.note(name);
    expect(typed.some()).toBe(true);
    name.value = '';
    expect(typed.some()).toBe(false);
  });

  it('is an answer chosen, whatever it says', () => {
    const typed = new TypedFields();
    typed.note(field('', 'radio'));
    expect(typed.some()).toBe(true);
  });

  it('is nothing of a form that is gone', () => {
    const typed = new TypedFields();
    const name = field('Amina');
    typed.note(name);
    name.isConnected = false;
    expect(typed.some()).toBe(false);
  });
});
