export { afterFailure, type Delivery } from './delivery.js';
export { OutboxNews } from './outbox-news.js';
export { postParcel } from './post-parcel.js';
export { useDraft } from './use-draft.js';
export { useOnline } from './use-online.js';
export { useOutbox } from './use-outbox.js';
