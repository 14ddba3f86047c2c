/** Makes one file of dist/app.js: `node webpack.cjs <bundle> <packages that may be missing…>`. */
const { basename, dirname, resolve } = require('node:path');
const webpack = require('webpack');

const [bundle, ...external] = process.argv.slice(2);
const isExternal = (request) => external.some((name) => request === name || request.startsWith(`${name}/`));
const configuration = {
  mode: 'production',
  target: 'node20',
  entry: resolve('dist/app.js'),
  output: { path: dirname(bundle), filename: basename(bundle) },
  // So that an error shows a line of it, and not all.
  optimization: { minimize: false },
  externals: ({ request }, done) => (isExternal(request) ? done(null, `commonjs ${request}`) : done()),
};

webpack(configuration, (failure, result) => {
  if (failure === null && !result.hasErrors()) return;
  console.error(failure ?? result.toString({ all: false, errors: true }));
  process.exitCode = 1;
});
