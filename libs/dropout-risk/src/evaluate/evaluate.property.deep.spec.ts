import { reviewsWhenDue } from '../../../../test/support/risk/reviews-when-due.js';

reviewsWhenDue(1_000, 1_800_000);
