import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
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

/** The screens are written against this file; `JALONS_UPDATE=1 npm run test:unit -- test/policies/openapi` renews it. */
it('is described in docs/reference/openapi.json as it answers', async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  const options = { ...(await prettier.resolveConfig(FILE)), parser: 'json' };
  const description = await prettier.format(JSON.stringify(openApiOf(product.app, version)), options);
  if (process.env['JALONS_UPDATE'] === '1') writeFileSync(FILE, description);
  expect(readFileSync(FILE, 'utf8')).toBe(description);
});
