import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiOf } from '@jalons/http';
import { projectRoot } from '@jalons/kernel';
import prettier from 'prettier';
import { openProductApi, type ProductApi } from '../support/product.js';

const FILE = join(projectRoot(), 'docs', 'reference', 'openapi.json');

let product: ProductApi;
beforeAll(async () => {
  product = await openProductApi();
});
afterAll(() => product.close());

/** Swagger knows a schema by the name of its class: of two of one name, one would be described as the other. */
it('describes each form and view under a name of its own', () => {
  const libs = join(projectRoot(), 'libs');
  const files = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(dto|forms?|fields|controller|answer)\.ts$/.test(file),
  );
  const names = files.flatMap((file) =>
    [...readFileSync(join(libs, file), 'utf8').matchAll(/^export class (\w+)/gm)].map(([, name]) => name!),
  );
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

/** The screens are written against this file; `JALONS_UPDATE=1 npm run test:unit -- test/policies/openapi` renews it. */
it('is described in docs/reference/openapi.json as it answers', async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  const options = { ...(await prettier.resolveConfig(FILE)), parser: 'json' };
  const description = await prettier.format(JSON.stringify(openApiOf(product.app, version)), options);
  if (process.env['JALONS_UPDATE'] === '1') writeFileSync(FILE, description);
  expect(readFileSync(FILE, 'utf8')).toBe(description);
});
