/** Prints what the entries of the package export, by `import` and by `require`, compared. */
import 'reflect-metadata';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { name, exports } = require('nestjs-nova-post/package.json');
const [first] = process.argv.slice(2);
const entries = Object.keys(exports).filter((path) => path !== './package.json');

const found = {};
for (const entry of entries.map((path) => path.replace('.', name))) {
  const required = first === 'require' ? require(entry) : undefined;
  const imported = await import(entry);
  found[entry] = compare(imported, required ?? require(entry));
}
console.log(JSON.stringify(found));

function compare(imported, required) {
  const names = [...new Set([...Object.keys(imported), ...Object.keys(required)])];
  return {
    names,
    unequal: names.filter((key) => imported[key] !== required[key]),
    misnamed: names.filter((key) => /^class\b/.test(String(imported[key])) && imported[key].name !== key),
  };
}
