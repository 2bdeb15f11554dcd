// Looks for the personal values that specs use (support/seeded-values.json) in what a run prints.
import { readFileSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const PHONE = /^[+0][\d ]{9,}$/;

/** @returns {Record<string, string>} the values by what they are; only these names may ever be printed */
export function seededValues() {
  return JSON.parse(readFileSync(new URL('../support/seeded-values.json', import.meta.url), 'utf8'));
}

/**
 * The ways in which a text could be printed: as it is, without its accents, decomposed, and as JSON, an address or a
 * form writes it.
 */
export function printedForms(value) {
  const forms = [
    value,
    value.normalize('NFD'),
    value.normalize('NFD').replace(/\p{Mn}/gu, ''),
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
    value.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    // However a phone number begins: nine digits are left.
    ...(PHONE.test(value) ? [value.replaceAll(' ', '').slice(-9)] : []),
  ];
  return [...new Set(forms.map((form) => form.toLowerCase()))];
}

/** Follows one output, chunk by chunk, whatever it is cut into. */
export class LeakScan {
  /** Names of the values seen so far. */
  hits = new Set();
  #decoder = new StringDecoder('utf8');
  #wanted;
  #longest;
  #rest = '';

  /** @param {Record<string, string>} values */
  constructor(values = seededValues()) {
    this.#wanted = Object.entries(values).map(([name, value]) => ({ name, forms: printedForms(value) }));
    this.#longest = Math.max(...this.#wanted.flatMap(({ forms }) => forms.map((form) => form.length)));
  }

  /** @param {Uint8Array} chunk */
  write(chunk) {
    const text = this.#rest + this.#decoder.write(Buffer.from(chunk)).toLowerCase();
    for (const { name, forms } of this.#wanted) {
      if (!this.hits.has(name) && forms.some((form) => text.includes(form))) this.hits.add(name);
    }
    this.#rest = text.slice(-this.#longest);
  }
}
