import { describe, it } from '@jest/globals';
import { redisServer, startRedis } from '../support/redis.js';
import { riskReviewsContract } from './risk-reviews.contract.js';

const program = redisServer();

if (program === undefined) {
  describe('reviews as jobs on Redis', () => {
    it.skip('needs redis-server: not on this machine', () => undefined);
  });
} else {
  riskReviewsContract('Redis', async () => {
    const redis = await startRedis(program);
    return { where: { redisUrl: redis.url }, stop: () => redis.stop() };
  });
}
