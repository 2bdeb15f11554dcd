import { describe } from '@jest/globals';
import { browserPath } from './browser.js';

/** A suite that needs the browser of the machine; skipped, and counted as such, where there is none. */
export function inBrowser(name: string, body: () => void): void {
  (browserPath === undefined ? describe.skip : describe)(name, body);
}
