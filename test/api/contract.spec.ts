import { execFile } from 'node:child_process';
import { copyFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { closeAfterTest } from '../support/app-setup.js';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

it('keeps the generated types and the emulator’s document in step with openapi.yaml', async () => {
  const { stderr } = await run(process.execPath, ['contract/generate.mjs', '--check'], { cwd: root });

  expect(stderr).toBe('');
});

it('says so when they are not', async () => {
  const copy = await copyOfContract();
  const contract = join(copy, 'contract/openapi.yaml');
  const text = await readFile(contract, 'utf8');
  await writeFile(contract, text.replace('operationId: getStreets', 'operationId: getRoads'));

  const check = run(process.execPath, ['contract/generate.mjs', '--check'], { cwd: copy });

  await expect(check).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /contract\.generated\.ts is out of step[^]+operations\.generated\.ts is out of step/,
    ),
  });
});

async function copyOfContract(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-contract-'));
  closeAfterTest(() => rm(copy, { recursive: true }));
  await copyFile(join(root, 'package.json'), join(copy, 'package.json'));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const folder of ['contract', 'src/api/contract', 'src/testing/contract']) {
    await cp(join(root, folder), join(copy, folder), { recursive: true });
  }
  return copy;
}
