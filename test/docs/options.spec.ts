import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';
import { ROOT } from './code-blocks.js';

/** An interface that users fill in, and the page that explains each of its members. */
const EXPLAINED = [
  ['src/nova-post.options.ts', 'NovaPostModuleOptions', 'docs/options.md', ''],
  ['src/nova-post.options.ts', 'NovaPostTokenOptions', 'docs/options.md', 'token.'],
  ['src/nova-post.options.ts', 'NovaPostHttpOptions', 'docs/options.md', 'http.'],
  ['src/nova-post.options.ts', 'NovaPostAccountsOptions', 'docs/options.md', 'accounts.'],
  ['src/token/schemes/token-scheme.ts', 'TokenScheme', 'docs/schemes.md', ''],
  ['src/testing/emulator-options.ts', 'NovaPostEmulatorOptions', 'docs/emulator.md', ''],
  ['src/testing/emulator-options.ts', 'EmulatorQuirks', 'docs/emulator.md', 'quirks.'],
  ['src/webhooks/webhook-options.ts', 'NovaPostWebhooksOptions', 'docs/webhooks.md', ''],
  ['src/webhooks/webhook-options.ts', 'NovaPostWebhooksDedupe', 'docs/webhooks.md', 'dedupe.'],
  ['src/redis/redis-token-store.ts', 'RedisTokenStoreOptions', 'docs/several-replicas.md', ''],
  ['src/undici/undici-adapter.ts', 'UndiciTransportOptions', 'docs/options.md', ''],
] as const;

it.each(EXPLAINED)('%s %s: %s explains each member', (file, name, page, prefix) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const members = membersOf(file, name);
  expect(members.length).toBeGreaterThan(0);
  const groups = ['token', 'http', 'accounts'];
  const isNamed = (member: string): boolean =>
    text.includes(`\`${prefix}${member}`) || (groups.includes(member) && text.includes(`\`${member}.`));
  expect(members.filter((member) => !isNamed(member))).toEqual([]);
});

function membersOf(file: string, name: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
  const found = source.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (found === undefined || !ts.isInterfaceDeclaration(found)) throw new Error(`${file} has no ${name}.`);
  return found.members.flatMap((member) =>
    member.name !== undefined && ts.isIdentifier(member.name) ? [member.name.text] : [],
  );
}
