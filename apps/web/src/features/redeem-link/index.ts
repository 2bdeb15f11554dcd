export { RedeemLinkPage } from './redeem-link-page.js';
