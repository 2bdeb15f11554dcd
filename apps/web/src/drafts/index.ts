export { DraftBox, type Draft, type NamedDraft, type Parcel } from './draft-box.js';
export { indexedDbShelf, wipeDrafts } from './indexed-db-shelf.js';
