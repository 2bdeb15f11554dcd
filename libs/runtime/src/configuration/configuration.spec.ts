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

  it('believes the proxies that are named, never everybody', () => {
    const read = (list: string) => readConfiguration({ TRUSTED_PROXIES: list }).trustedProxies;
    expect(read('10.1.2.3, 172.31.0.0/24,::1,fd00::/8')).toEqual(['10.1.2.3', '172.31.0.0/24', '::1', 'fd00::/8']);
    expect(read(' ')).toBeUndefined();
    expect(read('::ffff:10.0.0.0/104')).toEqual(['::ffff:10.0.0.0/104']);
    const everybody = ['0.0.0.0/0', '::/0', '::ffff:0:0/96', '::ffff:0.0.0.0/96', '::/1', '0:0:0:0:0:ffff::/90'];
    for (const refused of ['true', 'proxy.example', '10.0.0.0/33', '10.0.0.1;10.0.0.2', ...everybody]) {
      expect(() => read(refused)).toThrow(/TRUSTED_PROXIES doit énumérer des adresses IP/);
    }
  });

  it('takes the three settings of mail together, or none', () => {
    const all = {
      SMTP_URL: 'smtps://u:p@mail.example',
      MAIL_FROM: 'jalons@ici.example',
      PUBLIC_URL: 'https://ici.example',
    };
    expect(readConfiguration(all).mail).toEqual({
      smtpUrl: 'smtps://u:p@mail.example',
      from: 'jalons@ici.example',
      publicUrl: 'https://ici.example',
    });
    expect(readConfiguration({ PUBLIC_URL: all.PUBLIC_URL })).not.toHaveProperty('mail');
    for (const missing of ['MAIL_FROM', 'PUBLIC_URL'] as const) {
      const { [missing]: _left, ...others } = all;
      expect(() => readConfiguration(others)).toThrow('SMTP_URL demande aussi MAIL_FROM et PUBLIC_URL');
    }
    expect(() => readConfiguration({ ...all, SMTP_URL: 'http://u:p@mail.example' })).toThrow(
      /^Réglages à corriger : SMTP_URL doit être une adresse smtp:\/\/ ou smtps:\/\/\.$/,
    );
  });
});
