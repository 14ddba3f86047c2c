/**
 * `nest add nestjs-nova-post`: registers NovaPostModule in AppModule, configured from the environment; writes
 * .env.example; and names the peers for the Nest at hand in package.json. A second run changes nothing.
 *
 * It needs nothing at run time: Nest's CLI hands it the application's files and carries out what it schedules.
 */
const { registerModule } = require('./register-module.cjs');
const { peerDependencies } = require('../package.json');

/** What the registration uses. The other peers come with every Nest application or belong to one subpath. */
const PEERS = ['@nestjs/axios', '@nestjs/config', '@nestjs/schedule', 'axios'];

const ENVIRONMENT = `# Nova Post. Copy this file to .env, and keep .env out of version control.
NOVA_POST_API_KEY=
# production, ukraine or sandbox
NOVA_POST_ENVIRONMENT=sandbox
`;

module.exports.default = function nestAdd({ sourceRoot = 'src', module = `${sourceRoot}/app.module.ts` }) {
  return (tree, context) => {
    addRegistration(tree, context, module);
    addEnvironment(tree);
    if (addPeers(tree)) context.addTask({ toConfiguration: installation });
    return tree;
  };
};

function addRegistration(tree, { logger }, path) {
  const before = tree.exists(path) ? tree.read(path).toString('utf8') : '';
  const after = registerModule(before);
  if (after === undefined) {
    logger.warn(
      `${path} has no @Module({ … }) with a list of imports, so add this to your module by hand:\n` +
        '  ConfigModule.forRoot(), NovaPostModule.forRootAsync(novaPostConfig.asProvider())',
    );
  } else if (after !== before) tree.overwrite(path, after);
}

function addEnvironment(tree) {
  const path = '.env.example';
  if (!tree.exists(path)) return tree.create(path, ENVIRONMENT);
  const text = tree.read(path).toString('utf8');
  if (!text.includes('NOVA_POST_API_KEY')) tree.overwrite(path, `${text.trimEnd()}\n\n${ENVIRONMENT}`);
}

/** Whether there was one to add. A range of ours names the one for Nest 11 first and the one for Nest 12 last. */
function addPeers(tree) {
  const text = tree.read('package.json').toString('utf8');
  const manifest = JSON.parse(text);
  const present = { ...manifest.devDependencies, ...manifest.dependencies };
  const missing = PEERS.filter((peer) => !(peer in present));
  if (missing.length === 0) return false;

  const nest = /\d+/.exec(present['@nestjs/common'] ?? present['@nestjs/core'] ?? '12')[0];
  for (const peer of missing) {
    manifest.dependencies[peer] = peerDependencies[peer].split(' || ').at(nest === '11' ? 0 : -1);
  }
  manifest.dependencies = Object.fromEntries(Object.entries(manifest.dependencies).sort());
  tree.overwrite('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
  return true;
}

/** As NodePackageInstallTask of @angular-devkit/schematics has it. */
function installation() {
  return { name: 'node-package', options: { command: 'install', quiet: true, workingDirectory: '.' } };
}
