// One process of the installation that answers over HTTP, for the specs that race two of them. Says its address on a
// line of standard output; ends when its standard output is closed or on SIGTERM.
import 'reflect-metadata';
import { writeSync } from 'node:fs';
import { openParcoursApp } from '../support/parcours-http.js';

const { urls, secretsFolder } = JSON.parse(process.argv[2]!) as {
  readonly urls: Parameters<typeof openParcoursApp>[0];
  readonly secretsFolder: string;
};
const { app, close } = await openParcoursApp(urls, secretsFolder);
await app.listen(0, '127.0.0.1');
process.on('SIGTERM', () => void close().then(() => process.exit(0)));
writeSync(1, `${await app.getUrl()}\n`);
