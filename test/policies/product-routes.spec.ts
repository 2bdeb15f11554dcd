import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openProductApi, type ProductApi } from '../support/product.js';
import { letOwnerWrite } from './sign-in-as.js';
import { staleLines, walkRoutes } from './walk-routes.js';

describe('routes of the product', () => {
  let product: ProductApi;
  let owner: pg.Client;

  beforeAll(async () => {
    product = await openProductApi({ rateLimit: { max: 1_000_000, windowMs: 60_000 } });
    owner = new pg.Client({ connectionString: product.database.urls.owner });
    await owner.connect();
    await letOwnerWrite(owner, 'mandates');
  });

  afterAll(async () => {
    await owner.end();
    await product.close();
  });

  it('answer everyone as the table says', async () => {
    expect(await walkRoutes(product.app, owner)).toEqual([]);
  });

  it('leave no line of the table without a route', () => {
    expect(staleLines(product.app)).toEqual([]);
  });
});
