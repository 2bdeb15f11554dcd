// The walk of imports is one way: apps > runtime > case-views > capabilities > platform > kernel.
const APPS = '^apps/';
const CAPABILITIES = '^libs/(beneficiaries|parcours|dropout-risk|territory|indicators|reports|import)/';
const PLATFORM = '^libs/(database|event-log|privacy|projections|jobs|notify|http|identity)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: { path: '^(libs/(?!kernel/)|apps/)' },
    },
    {
      name: 'platform-looks-down',
      severity: 'error',
      from: { path: PLATFORM },
      to: { path: `${CAPABILITIES}|^libs/(case-views|runtime)/|${APPS}` },
    },
    {
      name: 'capabilities-look-down',
      severity: 'error',
      from: { path: CAPABILITIES },
      to: { path: `^libs/(case-views|runtime)/|${APPS}` },
    },
    {
      name: 'case-views-look-down',
      severity: 'error',
      from: { path: '^libs/case-views/' },
      to: { path: `^libs/runtime/|${APPS}` },
    },
    { name: 'runtime-looks-down', severity: 'error', from: { path: '^libs/runtime/' }, to: { path: APPS } },
    {
      name: 'apps-never-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'through-the-front-door',
      comment: 'A library is used through what its index.ts publishes.',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'deciders-are-pure',
      severity: 'error',
      from: { path: '\\.decider\\.ts$' },
      to: { path: '(^node_modules/(pg|@nestjs|bullmq|ioredis)|^node:|^(fs|crypto|net|http)$)' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '(^test/|\\.spec\\.ts$)' },
    },
    {
      name: 'declared-packages-only',
      severity: 'error',
      // What builds the product runs where it is built, with what builds it.
      from: { path: '^(apps|libs)/', pathNot: ['\\.spec\\.ts$', '^apps/cli/launch/'] },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined', 'npm-dev'],
        pathNot: ['^@jalons/'],
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|^apps/web/)' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
