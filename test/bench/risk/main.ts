import { benchBackTest } from './back-test.js';
import { benchReviews } from './reviews.js';

/** Reviews and the back-test. Options: people (35 000), rounds (3), and `reviews` or `back-test` alone. */
export async function run([people = '35000', rounds = '3', only = '']: string[]): Promise<void> {
  if (only !== 'reviews') await benchBackTest(Number(people), Number(rounds));
  if (only !== 'back-test') await benchReviews(Number(rounds));
}
