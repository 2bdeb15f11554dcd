import { describe, it } from '@jest/globals';
import { redisServer, startRedis } from '../support/redis.js';
import { digestsContract } from './digests.contract.js';

const program = redisServer();

if (program === undefined) {
  describe('digest mails on Redis', () => {
    it.skip('needs redis-server: not on this machine', () => undefined);
  });
} else {
  digestsContract('Redis', async () => {
    const redis = await startRedis(program);
    return { where: { redisUrl: redis.url }, stop: () => redis.stop() };
  });
}
