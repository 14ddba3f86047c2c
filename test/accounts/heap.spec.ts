import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compile, type Compiled } from '../support/compile.js';

interface Measured {
  /** Bytes of heap of an account that has a token and has made a call. */
  readonly perAccount: number;
  /** The same, of an account that has made a call by its client as well. */
  readonly perTypedAccount: number;
  /** Bytes left of a timer that was set 20 000 times, for another moment each time, and cancelled. */
  readonly leftOfTimer: number;
  /** Bytes left after 10 000 accounts that came and went, the least of three times. */
  readonly left: number;
  /** Timers set while 1 000 accounts were opened. */
  readonly timersOfOpening: number;
}

describe('many accounts in one process, without a clock of its own', () => {
  let compiled: Compiled;
  let measured: Measured;
  beforeAll(async () => {
    compiled = await compile('test/accounts/heap-process.ts');
    const child = join(compiled.folder, 'test/accounts/heap-process.js');
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', child]);
    measured = JSON.parse(stdout) as Measured;
  }, 120_000);
  afterAll(() => compiled.remove());

  // About 3 600 by `npm run bench:accounts`; what differs from one version of Node to another is left room for.
  it('an idle account with a token takes less than 5 kB of heap', () => {
    expect(measured.perAccount).toBeLessThan(5_000);
  });

  it('what a call by its client leaves behind takes less than 1 kB more', () => {
    expect(measured.perTypedAccount - measured.perAccount).toBeLessThan(1_000);
  });

  it('10 000 accounts that came and went leave less than 0.2 MB', () => {
    expect(measured.left).toBeLessThan(200_000);
  });

  it('a timer that was set for 20 000 other moments leaves nothing of them', () => {
    expect(measured.leftOfTimer).toBeLessThan(500_000);
  });

  it('1 000 open accounts have no timers of their own', () => {
    expect(measured.timersOfOpening).toBeLessThanOrEqual(1);
  });
});
