// The order of the specs of a run: the longest first, so that none is left to run alone at the end.
const Sequencer = require('@jest/test-sequencer').default;
const { relative } = require('node:path');

/**
 * Seconds that the longest specs took when last measured, for a machine that has not run them yet: what it has run, Jest
 * remembers. Only the order depends on them: where they are out of date, a run is longer and nothing else.
 */
const SECONDS = require('./long-specs.json');
const OTHERS = 2;

module.exports = class LongestFirst extends Sequencer {
  time(test) {
    const path = relative(test.context.config.rootDir, test.path).replaceAll('\\', '/');
    return super.time(test) ?? (SECONDS[path] ?? OTHERS) * 1000;
  }
};
