import { figuresEqualReplay } from '../../../../test/support/indicators/figures-equal-replay.js';

figuresEqualReplay(40, 120_000);
