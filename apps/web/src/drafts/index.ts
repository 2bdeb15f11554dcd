export { wipeDrafts } from './indexed-db-shelf.js';
export type { Draft } from './draft-box.js';
export { useDraft } from './use-draft.js';
