// The environment of specs that run in Node itself instead of a `vm` context: all the files of a worker share one realm
// and one cache of modules, so Nest, PostgreSQL and the libraries are loaded once per worker and not once per file.
// Nothing of a file may reach the next: what a file can change of the process is put back here.
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Symbols under which jest-circus and jest-runtime keep the state of one file on the global object. */
const STATE_OF_A_FILE = /^(JEST_STATE_SYMBOL|EVENT_HANDLERS|TEST_TIMEOUT_SYMBOL|RETRY_|WAIT_BEFORE_RETRY|LOG_ERRORS_)/;

module.exports = class NativeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  #before = { env: process.env, variables: { ...process.env }, exit: process.exit, exitCode: process.exitCode };
  #console = globalThis.console;

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    const { env, variables, exit, exitCode } = this.#before;
    process.env = env;
    for (const name of Object.keys(env)) if (!(name in variables)) delete env[name];
    Object.assign(env, variables);
    process.exit = exit;
    process.exitCode = exitCode;
    globalThis.console = this.#console;
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (STATE_OF_A_FILE.test(symbol.description ?? '')) delete globalThis[symbol];
    }
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
};
