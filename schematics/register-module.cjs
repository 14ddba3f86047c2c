const IMPORTS = [
  "import { ConfigModule } from '@nestjs/config';",
  "import { NovaPostModule } from 'nestjs-nova-post';",
  "import { novaPostConfig } from 'nestjs-nova-post/config';",
];
const REGISTRATION = 'NovaPostModule.forRootAsync(novaPostConfig.asProvider())';
/** Reads .env, before the registration looks into the environment. */
const ENVIRONMENT = 'ConfigModule.forRoot()';

/**
 * The source of a module with NovaPostModule among its imports; the same text when it is there already, and
 * `undefined` when this cannot be done by reading the text.
 */
module.exports.registerModule = function registerModule(source) {
  const code = withoutTexts(source);
  if (/\bNovaPostModule\b/.test(code)) return source;
  const options = /@Module\(\s*\{/.exec(code);
  if (options === null) return undefined;

  const start = options.index + options[0].length;
  const list = findImports(code, start);
  if (list === undefined) return undefined;

  const hasConfig = /\bConfigModule\b/.test(code);
  const added = hasConfig ? [REGISTRATION] : [ENVIRONMENT, REGISTRATION];
  const present = source.slice(list.from, list.to).trim().replace(/,$/, '');
  const items = [...added, ...(present === '' ? [] : [present])].map((item) => `\n    ${item},`).join('');
  const imports = list.missing ? `\n  imports: [${items}\n  ],` : `${items}\n  `;
  const registered = source.slice(0, list.from) + imports + source.slice(list.to);

  const top = Math.max(code.search(/^import\b/m), 0);
  const lines = hasConfig ? IMPORTS.slice(1) : IMPORTS;
  return `${registered.slice(0, top)}${lines.join('\n')}\n${registered.slice(top)}`;
};

/** Where the list of `imports` stands among the options that begin at `start`; `undefined` when it is no list. */
function findImports(code, start) {
  const end = closing(code, start);
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    if ('([{'.includes(code[at])) depth += 1;
    else if (')]}'.includes(code[at])) depth -= 1;
    const property = depth === 0 && /^\bimports\s*:\s*(\[)?/.exec(code.slice(at));
    if (!property || /[\w$.]/.test(code[at - 1])) continue;
    if (property[1] === undefined) return undefined;
    const from = at + property[0].length;
    return { from, to: closing(code, from) };
  }
  return { from: start, to: start, missing: true };
}

/** Where the bracket that was opened before `start` is closed. */
function closing(code, start) {
  let depth = 1;
  for (let at = start; at < code.length; at += 1) {
    if ('([{'.includes(code[at])) depth += 1;
    else if (')]}'.includes(code[at])) depth -= 1;
    if (depth === 0) return at;
  }
  return code.length;
}

/** The source with blanks for comments and what is in quotes, so that what is left is code. */
function withoutTexts(source) {
  const texts = /\/\/.*|\/\*[^]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`/g;
  return source.replace(texts, (text) => text.replace(/[^\n]/g, ' '));
}
