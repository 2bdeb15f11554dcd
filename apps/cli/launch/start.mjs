// `npm start`: everything a newcomer needs, from a fresh clone to an address in the browser.
import { runProduct } from './product.mjs';

runProduct(['start', ...process.argv.slice(2)]);
