// `node --import ./test/support/typescript.mjs file.ts` runs TypeScript from the sources, aliases included. For the
// processes that tests start, and for the global set-up, neither of which Jest transforms.
import cache from './typescript-cache.cjs';

cache.registerTypeScript();
