import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const PREFIX = '/api/v1';
const SOURCE = new URL('../../../docs/reference/openapi.json', import.meta.url);

/** Where the types are kept. */
export const GENERATED = new URL('../src/generated/api.ts', import.meta.url);

/**
 * The types of what the published document holds.
 * The prefix of the API is the client's base address, so paths are written without it.
 */
export async function typesOfTheApi() {
  const document = JSON.parse(readFileSync(SOURCE, 'utf8'), asSent);
  document.paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [
      path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : path,
      item,
    ]),
  );
  const types = await openapiTS(document, { alphabetize: true, defaultNonNullable: false });
  return `// Written by scripts/generate-client.mjs from docs/reference/openapi.json: never by hand.\n${astToString(types)}`;
}

/** A day or an id travels as text; the document calls some of them objects, because the server brands their type. */
function asSent(_key, value) {
  const isBranded = value?.format !== undefined && (value.type === 'object' || value.allOf !== undefined);
  if (!isBranded) return value;
  const { type: _type, allOf: _allOf, ...rest } = value;
  return { ...rest, type: 'string' };
}
