// `npm run jalons -- <command> ...`
import { runProduct } from './product.mjs';

runProduct(process.argv.slice(2));
