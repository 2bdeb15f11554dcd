import { figuresOnceErased } from '../../../../test/support/indicators/figures-once-erased.js';

figuresOnceErased(12, 120_000);
