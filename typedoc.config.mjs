import { readdirSync } from 'node:fs';
import { OptionDefaults } from 'typedoc';

/** Every folder of src that is a subpath of the package. */
const subpaths = readdirSync(new URL('src', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => `src/${entry.name}/index.ts`)
  .filter((path) =>
    readdirSync(new URL(path.replace('/index.ts', ''), import.meta.url)).includes('index.ts'),
  );

/** `npm run docs`: README, the pages below docs and the reference of the public names, as one site with a search. */
export default {
  name: 'nestjs-nova-post',
  tsconfig: 'tsconfig.build.json',
  entryPoints: ['src/index.ts', ...subpaths],
  projectDocuments: ['docs/*.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  readme: 'README.md',
  out: 'site',
  excludeInternal: true,
  excludePrivate: true,
  disableGit: true,
  sourceLinkTemplate:
    'https://github.com/nestjs-nova-post/nestjs-nova-post/blob/{gitRevision}/{path}#L{line}',
  gitRevision: 'main',
  // The generated contract uses it.
  blockTags: [...OptionDefaults.blockTags, '@description'],
  highlightLanguages: [...OptionDefaults.highlightLanguages, 'mermaid', 'sql'],
  validation: { notExported: false, invalidLink: true, rewrittenLink: true, notDocumented: false },
  treatWarningsAsErrors: true,
};
