import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { GENERATED, typesOfTheApi } from './generate-client.mjs';

/** `JALONS_UPDATE=1 npm run test:unit -- apps/web/scripts` renews them once the document has changed. */
it('the types of the client are those of the published document', async () => {
  const types = await typesOfTheApi();
  if (process.env['JALONS_UPDATE'] === '1') writeFileSync(GENERATED, types);
  expect(readFileSync(GENERATED, 'utf8') === types).toBe(true);
});
