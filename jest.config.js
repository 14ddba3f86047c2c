/** The oldest versions that are supported, for all of a run. */
const OLDEST = { '^axios$': 'axios-1.18', '^undici$': 'undici-7.15' };

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/environment.mjs',
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  // These install the packed tarball into empty folders; `npm run verify:package` runs them.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/package/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/examples/.*/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
      },
    ],
  },
  moduleNameMapper: {
    ...(process.env.NOVA_POST_TEST_OLDEST !== undefined && OLDEST),
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^nestjs-nova-post$': '<rootDir>/src/index.ts',
    '^nestjs-nova-post/(.*)$': '<rootDir>/src/$1/index.ts',
  },
  setupFilesAfterEnv: ['<rootDir>/test/support/log-guard.ts'],
  maxWorkers: 2,
  // V8 still optimises undici's parser when a worker ends, and Node waits for it.
  workerGracefulExitTimeout: 10_000,
  testTimeout: 20_000,
};
