import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');

describe('the scripts of package.json', () => {
  it('work in cmd.exe as in a shell: no exec, no variables, no single quotes, no pipes', async () => {
    for (const script of Object.values(await scripts())) {
      expect(script).not.toMatch(/\bexec\b|[$'|<>;*]|(?<!&)&(?!&)|^[A-Z_]+=/);
    }
  });

  it('start an example with one program, which gets the signals', async () => {
    for (const [name, script] of Object.entries(await scripts())) {
      if (name.startsWith('start')) expect(script).toMatch(/^node [\w./ -]+$/);
    }
  });
});

async function scripts(): Promise<Record<string, string>> {
  const manifest = await readFile(resolve(ROOT, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { scripts: Record<string, string> }).scripts;
}
