export { QuickSearch } from './quick-search.js';
