import { parseArgs } from 'node:util';
import { benchBackTest } from './back-test.js';
import { benchReviews } from './reviews.js';

/**
 * Reviews and the back-test. Options: people (35 000), rounds (3), `reviews` or `back-test` alone, and `--keep FOLDER`:
 * the log of the back-test stays there, and is not filled again when it is there already.
 */
export async function run(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    options: { keep: { type: 'string' } },
    allowPositionals: true,
  });
  const [people = '35000', rounds = '3', only = ''] = positionals;
  if (only !== 'reviews') await benchBackTest(Number(people), Number(rounds), values.keep);
  if (only !== 'back-test') await benchReviews(Number(rounds));
}
