/** An application in a folder of its own that has installed the tarball. */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { command, expect, expectEqual, run, writeJson } from './command.mjs';

const templates = join(import.meta.dirname, 'consumers');

const jest = { '@types/jest': '^30.0.0', jest: '^30.0.0', 'ts-jest': '^29.4.0' };
const RUNNERS = {
  jest,
  jestWithModules: jest,
  vitest: { vitest: '^4.0.0' },
};
const BUNDLERS = { esbuild: '^0.28.0', webpack: '^5.100.0' };
/** What Nest itself loads only where it is installed. */
const OPTIONAL_OF_NEST = [
  '@nestjs/microservices',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
];

/** Makes the folder and installs. Nothing else is in it: what the library needs, it has to bring or name as a peer. */
export async function install(
  folder,
  { type, compiler, nest, platform, tests, bundled },
  tarball,
  nodeTypes,
) {
  await mkdir(folder);
  await copyFile(join(templates, 'app.ts'), join(folder, 'app.ts'));
  await copyFile(join(templates, 'shop.ts'), join(folder, 'shop.ts'));
  await copyFile(join(templates, `platform.${platform}.ts`), join(folder, 'platform.ts'));
  await copyFile(join(templates, 'misspelt.ts'), join(folder, 'misspelt.ts'));
  await writeJson(join(folder, 'package.json'), {
    name: 'consumer',
    private: true,
    type,
    dependencies: {
      ...nest,
      ...Object.assign({}, ...Object.keys(tests).map((run) => RUNNERS[run])),
      ...(bundled && BUNDLERS),
      '@types/node': nodeTypes,
      axios: '^1.18.0',
      'nestjs-nova-post': `file:../${tarball.filename}`,
      'reflect-metadata': '^0.2.0',
      rxjs: '^7.8.0',
    },
  });
  await writeJson(join(folder, 'tsconfig.json'), {
    compilerOptions: {
      target: 'es2022',
      ...compiler,
      types: 'jestWithModules' in tests || 'jest' in tests ? ['node', 'jest'] : ['node'],
      strict: true,
      skipLibCheck: false,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      outDir: 'dist',
    },
    include: ['*.ts'],
    exclude: ['misspelt.ts'],
  });
  await writeJson(join(folder, 'tsconfig.misspelt.json'), {
    extends: './tsconfig.json',
    compilerOptions: { noEmit: true },
    files: ['misspelt.ts'],
    include: [],
    exclude: [],
  });
  await command('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], folder);
}

export function compile(folder) {
  return command('npx', ['tsc'], folder);
}

/** The compiler must refuse the marked lines of misspelt.ts, and no other, for the names they are marked with. */
export async function refuseMisspelt(folder) {
  const source = await readFile(join(folder, 'misspelt.ts'), 'utf8');
  const wanted = source.split('\n').flatMap((line, index) => {
    const name = / \/\/ refused: (\w+)$/.exec(line)?.[1];
    return name === undefined ? [] : [{ line: index + 1, name }];
  });
  const { stdout, stderr } = await run(
    'npx',
    ['tsc', '-p', 'tsconfig.misspelt.json', '--pretty', 'false'],
    folder,
  );
  const errors = [...stdout.matchAll(/^(\S+)\((\d+),\d+\): error (.+(?:\n .+)*)/gm)];
  const refused = errors.map(([, file, line]) => `${file}:${line}`);
  expectEqual(
    [...new Set(refused)],
    wanted.map(({ line }) => `misspelt.ts:${line}`),
    `lines that do not compile\n${stdout}${stderr}`,
  );
  for (const { line, name } of wanted) {
    const messages = errors.filter(([, , at]) => Number(at) === line).map(([, , , text]) => text);
    expect(
      messages.some((text) => text.includes(`'${name}'`) || text.includes(`"${name}"`)),
      `the compiler's message on line ${line} does not name ${name}:\n${messages.join('\n')}`,
    );
  }
}

/** What the application's tour has brought; see `tour` in consumers/shop.ts. */
export async function takeTour(folder, program = 'dist/app.js') {
  const lines = (await command('node', [program], folder)).trim().split('\n');
  return JSON.parse(lines.at(-1));
}

/** Each way to make one file of the application; resolves to what its tour brings where no package is installed. */
export const BUNDLED_TOURS = {
  esbuild: async (folder) => {
    const external = OPTIONAL_OF_NEST.map((name) => `--external:${name}`);
    const [bundle, output] = outside(folder, 'esbuild.cjs');
    const parameters = ['dist/app.js', '--bundle', '--platform=node', `--outfile=${bundle}`, ...external];
    await command('npx', ['--no-install', 'esbuild', ...parameters], folder);
    return takeTour(output, bundle);
  },
  webpack: async (folder) => {
    const [bundle, output] = outside(folder, 'webpack.cjs');
    await copyFile(join(templates, 'webpack.cjs'), join(folder, 'webpack.cjs'));
    await command('node', ['webpack.cjs', bundle, ...OPTIONAL_OF_NEST], folder);
    return takeTour(output, bundle);
  },
};

/** A file where nothing of the application's `node_modules` is found, and its folder. */
function outside(folder, file) {
  const output = join(dirname(folder), 'bundles');
  return [join(output, file), output];
}

/** Title and check of each part of the tour. */
export const TOUR_CHECKS = {
  'serves one division page with one token request': ({ page, tokenRequests }) => {
    expectEqual(page.status, 200, 'status');
    expectEqual(page.body.items?.length, 1, 'divisions');
    expectEqual(tokenRequests, 1, 'token requests');
  },
  'lists and iterates divisions with the typed client': ({ typedPage, iterated }) => {
    expectEqual(
      typedPage.body.items?.map(({ countryCode }) => countryCode),
      ['PL', 'PL'],
      'listed',
    );
    expectEqual(iterated, ['MD', 'MD', 'MD'], 'iterated');
  },
  'creates, prints, tracks and deletes a shipment': ({ shipment }) => {
    const { number, recovered, trackedNumber, labelType, labelStart, labelEnd, refusedFields } = shipment;
    expectEqual([recovered, trackedNumber], [false, number], 'recovered and tracked');
    expectEqual([labelType, labelStart, labelEnd], ['application/pdf', '%PDF-', '%%EOF'], 'label');
    expect(
      refusedFields?.includes('shipment_was_deleted'),
      `deleting twice was not refused: ${refusedFields}`,
    );
  },
  'uses an account that came up later, with a test key': ({ merchant }) => {
    expectEqual(merchant, { accounts: 1, shipments: 0 }, 'merchant');
  },
  'receives a webhook': ({ webhook }) => {
    const { number, answered, intruderAnswered, events } = webhook;
    expectEqual([answered, intruderAnswered], [200, 401], 'answers to the sender and to an intruder');
    expectEqual(events, [{ name: 'Received', numbers: [number] }], 'events');
  },
};

export async function helpOfEmulator(folder) {
  const help = await command('npx', ['--no-install', 'nova-post-emulator', '--help'], folder);
  expect(help.includes('nova-post-emulator'), `the help text does not name its command:\n${help}`);
}

/** Each way to run the same tests: as the Nest CLI sets Jest up in CommonJS, Jest with ES modules, and Vitest. */
export const TEST_RUNS = {
  jest: async (folder) => {
    await prepareTests(folder, { transform: { '^.+\\.(t|j)s$': 'ts-jest' } });
    await command('npx', ['jest'], folder);
  },
  jestWithModules: async (folder) => {
    await prepareTests(folder, {
      extensionsToTreatAsEsm: ['.ts'],
      moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
      transform: { '^.+\\.ts$': ['ts-jest', { useESM: true }] },
    });
    await command('node', ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'], folder);
  },
  vitest: async (folder) => {
    await copyFile(join(templates, 'app.spec.ts'), join(folder, 'app.spec.ts'));
    await command('npx', ['vitest', 'run', '--globals'], folder);
  },
};

async function prepareTests(folder, options) {
  await copyFile(join(templates, 'app.spec.ts'), join(folder, 'app.spec.ts'));
  await writeJson(join(folder, 'jest.config.json'), {
    testEnvironment: 'node',
    testRegex: '\\.spec\\.ts$',
    ...options,
  });
}
