import { reviewsWhenDue } from '../../../../test/support/risk/reviews-when-due.js';

reviewsWhenDue(25, 120_000);
