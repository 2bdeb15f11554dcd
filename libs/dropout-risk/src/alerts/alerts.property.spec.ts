import { noAlertLost } from '../../../../test/support/risk/no-alert-lost.js';

noAlertLost(60, 120_000);
