import { describe, it } from '@jest/globals';
import { openJobs } from '@jalons/jobs';
import { Redis } from 'ioredis';
import { redisServer, startRedis } from '../support/redis.js';
import { jobsContract } from './jobs.contract.js';

const program = redisServer();

if (program === undefined) {
  describe('jobs on Redis', () => {
    it.skip('needs redis-server: not on this machine', () => undefined);
  });
} else {
  jobsContract('Redis', async () => {
    const redis = await startRedis(program);
    const where = { redisUrl: redis.url };
    return {
      where,
      open: (options) => openJobs(where, options),
      cutConnections: async () => {
        const admin = new Redis(redis.url);
        await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
        await admin.quit();
      },
      stop: () => redis.stop(),
    };
  });
}
