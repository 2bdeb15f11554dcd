export { ActingWord, useActing } from './acting-for.js';
export { BarePage } from './bare-page.js';
export { shorten } from './live/long-lists.js';
export { Page } from './page.js';
export { NoPermission, NotFound, PagePending } from './page-states.js';
export { queryClient, readAnew } from './query-client.js';
export { shortcutsOn, useShortcut } from './shortcuts.js';
