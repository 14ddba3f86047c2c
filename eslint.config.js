import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The rooms of src, and what each may see beside itself. Arrows point one way:
 * index → module → accounts → api → http → token → options, errors.
 */
const options = ['nova-post.options.ts', 'option-schemas.ts', 'resolve-options.ts'];
const wiring = ['index.ts', 'nova-post.module.ts', 'nova-post.module-definition.ts'];

/** Small files beside the rooms that depend on nothing but each other: errors, clock and the like. */
const leaves = readdirSync(new URL('src', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => entry.name)
  .filter((name) => !wiring.includes(name) && !options.includes(name));

const seenByOptions = [...options, 'token/schemes', 'token/shared/token-store.ts', ...leaves];
const rooms = {
  'nova-post.module.ts': [
    'nova-post.module-definition.ts',
    'accounts',
    'api',
    'http',
    'token',
    ...options,
    ...leaves,
  ],
  'nova-post.module-definition.ts': ['accounts', 'api', 'http', 'token', ...options, ...leaves],
  'nova-post.options.ts': seenByOptions,
  'option-schemas.ts': seenByOptions,
  'resolve-options.ts': seenByOptions,
  accounts: ['api', 'http', 'token', ...options, ...leaves],
  api: ['http', 'token', ...options, ...leaves],
  // Of undici's room what loads no undici by itself.
  http: ['token', 'undici/undici-adapter.ts', 'undici/unsupported-option.ts', ...options, ...leaves],
  token: [...options, ...leaves],
  config: [...options, ...leaves],
  redis: ['token/shared/token-store.ts', ...leaves],
  terminus: ['accounts', 'token', ...leaves],
  opentelemetry: ['accounts', 'http', 'token', 'webhooks', ...leaves],
  nest: ['api', ...leaves],
  schemas: ['api/contract', ...leaves],
  webhooks: leaves,
  undici: leaves,
  ...Object.fromEntries(leaves.map((leaf) => [leaf, leaves])),
};

const zones = Object.entries(rooms).map(([room, visible]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [...new Set([room, ...visible])].map((path) => `./${path}`),
  message: `${room} may not see this file; eslint.config.js lists what each room of src may import.`,
}));
zones.push({
  target: './src/index.ts',
  from: './src/testing',
  message: 'The emulator and the test helpers have their own entry, nestjs-nova-post/testing.',
});

const onlyTypesAbove = (depth) => ({
  patterns: [
    {
      regex: `^${'\\.\\./'.repeat(depth)}(?!schemas/)`,
      allowTypeImports: true,
      message: 'src/testing may see only src/schemas and the types of the library (`import type`).',
    },
  ],
});

export default defineConfig(
  globalIgnores([
    '**/dist/',
    'site/',
    '**/node_modules/',
    'coverage/',
    'test/package/consumers/',
    '**/*.generated.ts',
  ]),
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: nodeGlobals('require', 'module') },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: nodeGlobals(
        'console',
        'process',
        'URL',
        'fetch',
        'setTimeout',
        'clearTimeout',
        'structuredClone',
      ),
    },
  },
  {
    files: ['examples/*/public/*.js'],
    languageOptions: {
      globals: nodeGlobals(
        'document',
        'navigator',
        'EventSource',
        'ResizeObserver',
        'FormData',
        'URLSearchParams',
        'setInterval',
      ),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': ['error', { 'prefer-inline': false }],
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-default-export': 'error',

      // Nest reads the classes in constructor signatures at run time: `import type` would break injection.
      '@typescript-eslint/consistent-type-imports': 'off',
      // A constructor that only calls super still tells Nest what to inject.
      '@typescript-eslint/no-useless-constructor': 'off',
      // Modules and providers are often classes with a decorator and nothing else.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // The compiler names an interface in its messages, and spells a type alias out.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/testing/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', onlyTypesAbove(1)] },
  },
  {
    files: ['src/testing/*/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', onlyTypesAbove(2)] },
  },
  {
    files: ['src/testing/*/*/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', onlyTypesAbove(3)] },
  },
  {
    files: ['examples/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(\\.\\./)+(src|dist)(/|$)',
              message: 'Examples import the library as its users do: from nestjs-nova-post.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);

function nodeGlobals(...names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
