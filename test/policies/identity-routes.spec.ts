import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, ScopedDatabase } from '@jalons/database';
import { createHttpApp, createLogger, HealthController, Public } from '@jalons/http';
import { IdentityModule, Policy } from '@jalons/identity';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { createScopeTables } from './sign-in-as.js';
import { walkRoutes } from './walk-routes.js';

@Controller('forgotten')
class ForgottenController {
  @Get()
  read(): string {
    return 'secret';
  }
}

@Controller('misdescribed')
class MisdescribedController {
  @Policy('dpo')
  @Get()
  read(): string {
    return 'for the dpo';
  }
}

@Controller('auth/me')
class OpenedController {
  @Public()
  @Get()
  read(): string {
    return 'for everyone';
  }
}

describe('routes and roles', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    pool = createPool(database.urls.api, { name: 'spec', max: 2, pipeline: true });
  });

  afterAll(async () => {
    await Promise.all([owner.end(), pool.end()]);
    await database.drop();
  });

  async function walk(controllers: Type[], work: (app: NestFastifyApplication) => Promise<void>, identity = true) {
    const idSecret = Buffer.alloc(32, 1);
    @Module({
      imports: identity ? [IdentityModule.forRoot({ database: new ScopedDatabase(pool), idSecret })] : [],
      controllers: [HealthController, ...controllers],
    })
    class SpecModule {}
    const logger = createLogger({ level: 'silent' });
    const app = await createHttpApp(SpecModule, { logger, idSecret, version: '0.0.0' });
    try {
      await app.init();
      await work(app);
    } finally {
      await app.close();
    }
  }

  it('answers everyone as the table says', async () => {
    await walk([], async (app) => expect(await walkRoutes(app, owner)).toEqual([]));
  });

  it('does not start with a route that says nothing of who may call it', async () => {
    await expect(walk([ForgottenController], () => Promise.resolve())).rejects.toThrow('ForgottenController.read');
  });

  it('finds a route without a line', async () => {
    await walk([MisdescribedController], async (app) => {
      expect(await walkRoutes(app, owner)).toEqual(['GET /api/v1/misdescribed has no line in test/policies/routes.ts']);
    });
  });

  it('finds a route that is more open than its line', async () => {
    await walk(
      [OpenedController],
      async (app) => {
        expect(await walkRoutes(app, owner)).toEqual([
          'GET /api/v1/auth/me: nobody is let in instead of sign-in-needed',
        ]);
      },
      false,
    );
  });
});
