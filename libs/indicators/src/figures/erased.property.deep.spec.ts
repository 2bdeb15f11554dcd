import { figuresOnceErased } from '../../../../test/support/indicators/figures-once-erased.js';

figuresOnceErased(150, 30 * 60_000);
