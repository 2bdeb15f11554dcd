export {
  FREQUENCIES,
  type DigestAsked,
  type DigestContent,
  type DigestSection,
  type DigestSource,
} from './digest/digest.js';
export { leaveMailsOff, sendDigests, type DigestJobParts, type Digests } from './digest/digest-jobs.js';
export { DigestsModule, type DigestsOptions } from './digest/digests.module.js';
export { LiveModule, type LiveOptions } from './live/live.module.js';
export { BETWEEN_POSITIONS, type LiveChanges, type LivePlace, type LiveSource } from './live/live-source.js';
export type { MailSettings } from './mail/mail-settings.js';
