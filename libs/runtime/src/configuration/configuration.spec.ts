import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from './configuration.js';

describe('configuration', () => {
  it('has a default for everything', () => {
    expect(readConfiguration({})).toEqual({
      ...{ dataFolder: '.jalons', profilesFolder: '.jalons/profiles', port: 3000, host: '127.0.0.1', logLevel: 'warn' },
    });
  });

  it('names every fault at once, without the value', () => {
    const read = () => readConfiguration({ PORT: 'huit mille', LOG_LEVEL: 'bavard' });
    expect(read).toThrow(/PORT doit être un nombre.*LOG_LEVEL vaut fatal/);
    expect(read).not.toThrow(/huit mille|bavard/);
  });
});
