// `@jest/globals` for specs and their support, which stay loaded while one file after another runs: each use goes to
// those of the file that is running.
const GLOBALS = Symbol.for('jalons.jest-globals');

function current(name) {
  const globals = globalThis[GLOBALS];
  if (globals === undefined) throw new Error(`${name} of @jest/globals belongs to specs: none is running`);
  return globals[name];
}

const ofTheFile = (name) =>
  new Proxy(function () {}, {
    apply: (_target, _self, args) => current(name)(...args),
    get: (_target, key) => current(name)[key],
  });

export const [describe, it, test, expect, jest] = ['describe', 'it', 'test', 'expect', 'jest'].map(ofTheFile);
export const [beforeAll, beforeEach, afterEach, afterAll] = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'].map(
  ofTheFile,
);
