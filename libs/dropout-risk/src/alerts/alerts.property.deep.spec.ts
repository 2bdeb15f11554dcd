import { noAlertLost } from '../../../../test/support/risk/no-alert-lost.js';

noAlertLost(2_000, 1_800_000);
