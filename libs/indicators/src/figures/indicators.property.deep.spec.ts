import { figuresEqualReplay } from '../../../../test/support/indicators/figures-equal-replay.js';

figuresEqualReplay(1_000, 1_200_000);
