// What Jest asks of a runtime (its `runtime` option), for specs that Node loads itself: see environment.cjs. Runner,
// reporters, jest-circus and expect are Jest's own. Mocks of modules and coverage need Jest's own runtime; there are none.
const { pathToFileURL } = require('node:url');
const { registerTypeScript, sourceMapOf } = require('../../support/typescript-cache.cjs');

registerTypeScript();

/** Where `@jest/globals` (jest-globals.mjs) finds those of the file that is running. */
const GLOBALS = Symbol.for('jalons.jest-globals');
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');

class NativeRuntime {
  #environment;
  #sourceMaps = new SourceMaps();

  constructor(_config, environment) {
    this.#environment = environment;
  }

  /** Each file has a jest-circus of its own: its state lives in its module. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  setGlobalsForRuntime(globals) {
    globalThis[GLOBALS] = { ...globals, jest: jestObject(this.#environment) };
  }

  getSourceMaps() {
    return this.#sourceMaps;
  }

  clearAllMocks() {
    this.#environment.moduleMocker.clearAllMocks();
  }

  resetAllMocks() {
    this.#environment.moduleMocker.resetAllMocks();
  }

  restoreAllMocks() {
    this.#environment.moduleMocker.restoreAllMocks();
  }

  resetModules() {
    throw new Error('specs share their modules: there is nothing to reset');
  }

  getAllCoverageInfoCopy() {}

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {
    delete globalThis[GLOBALS];
  }
}

/** Read when a stack is written, and only then. */
class SourceMaps extends Map {
  get(url) {
    return sourceMapOf(url);
  }
}

function jestObject({ fakeTimersModern: timers, moduleMocker: mocker }) {
  const jest = {
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    clearAllMocks: () => (mocker.clearAllMocks(), jest),
    resetAllMocks: () => (mocker.resetAllMocks(), jest),
    restoreAllMocks: () => (mocker.restoreAllMocks(), jest),
    useFakeTimers: (options) => (timers.useFakeTimers(options), jest),
    useRealTimers: () => (timers.useRealTimers(), jest),
    setSystemTime: (now) => timers.setSystemTime(now),
    advanceTimersByTime: (ms) => timers.advanceTimersByTime(ms),
    advanceTimersByTimeAsync: (ms) => timers.advanceTimersByTimeAsync(ms),
    setTimeout: (ms) => ((globalThis[TIMEOUT] = ms), jest),
  };
  return jest;
}

module.exports = NativeRuntime;
