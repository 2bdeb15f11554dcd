// Writes apps/web/src/generated/api.ts from the OpenAPI document that the server publishes.
// The prefix of the API is the client's base address, so paths are written without it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const PREFIX = '/api/v1';
const source = new URL('../../../docs/reference/openapi.json', import.meta.url);
const target = new URL('../src/generated/api.ts', import.meta.url);

const document = JSON.parse(readFileSync(source, 'utf8'));
document.paths = Object.fromEntries(
  Object.entries(document.paths).map(([path, item]) => [
    path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : path,
    item,
  ]),
);

mkdirSync(new URL('.', target), { recursive: true });
writeFileSync(target, astToString(await openapiTS(document)));
