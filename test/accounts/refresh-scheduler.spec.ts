import { describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { TestClock } from 'nestjs-nova-post/testing';
import { RefreshScheduler } from '../../src/token/app/refresh-scheduler.js';
import { RefreshTimer } from '../../src/token/app/refresh-timer.js';
import { gate } from '../support/gate.js';
import { seededRandom } from './seeded-random.js';

const DAY = 86_400_000;

function setUp() {
  const clock = new TestClock();
  const registry = new SchedulerRegistry();
  const timer = new RefreshTimer(clock, { name: 'nova-post-accounts', registry });
  return { clock, registry, scheduler: new RefreshScheduler(timer, clock) };
}

describe('one scheduler for many wake-ups', () => {
  it('fires each timer at the right moment, whatever the order they came in', async () => {
    const { clock, scheduler } = setUp();
    const random = seededRandom(7);
    const wokenAt: number[] = [];
    const planned = Array.from({ length: 500 }, () => Math.floor(random() * 10_000));
    for (const atMs of planned) {
      scheduler.newTimer().wakeAt(atMs, () => {
        expect(clock.monotonic()).toBe(atMs);
        wokenAt.push(atMs);
      });
    }
    await clock.advance(10_000);
    expect(wokenAt).toEqual(planned.toSorted((a, b) => a - b));
    expect(scheduler.pending).toBe(0);
  });

  it('has one timer for all, listed once, and none when there is nothing to wait for', () => {
    const { clock, registry, scheduler } = setUp();
    const wakeUps = Array.from({ length: 100 }, () => scheduler.newTimer());
    for (const [index, wakeUp] of wakeUps.entries()) wakeUp.wakeAt(1_000 - index, () => undefined);
    expect(clock.pendingTimers).toBe(1);
    expect(clock.msToNextTimer).toBe(901);
    expect(registry.getTimeouts()).toEqual(['nova-post-accounts']);
    for (const wakeUp of wakeUps) wakeUp.cancel();
    expect(clock.pendingTimers).toBe(0);
    expect(registry.getTimeouts()).toEqual([]);
  });

  it('after any number of settings and cancellations holds what is set, and wakes just that', async () => {
    const { clock, scheduler } = setUp();
    const random = seededRandom(11);
    const woken: number[] = [];
    const due = new Map<number, number>();
    const wakeUps = Array.from({ length: 40 }, () => scheduler.newTimer());
    for (let step = 0; step < 20_000; step += 1) {
      const index = Math.floor(random() * wakeUps.length);
      if (random() < 0.3) {
        wakeUps[index]!.cancel();
        due.delete(index);
      } else {
        const atMs = Math.floor(random() * 1_000);
        wakeUps[index]!.wakeAt(atMs, () => woken.push(index));
        due.set(index, atMs);
      }
      expect(scheduler.pending).toBe(due.size);
    }
    await clock.advance(1_000);
    const atOf = (index: number) => due.get(index) ?? NaN;
    expect(woken.map(atOf)).toEqual([...due.values()].sort((a, b) => a - b));
    expect(new Set(woken)).toEqual(new Set(due.keys()));
  });

  it('waits for a moment beyond what a timer can count to, and never for one that is infinitely far', async () => {
    const { clock, scheduler } = setUp();
    let woken = 0;
    scheduler.newTimer().wakeAt(60 * DAY, () => (woken += 1));
    scheduler.newTimer().wakeAt(Infinity, () => (woken += 10));
    expect(scheduler.pending).toBe(1);
    await clock.advance(60 * DAY - 1);
    expect(woken).toBe(0);
    await clock.advance(1);
    expect(woken).toBe(1);
    expect(clock.pendingTimers).toBe(0);
  });

  it('runs all that are due together although one of them throws, and tells of it', async () => {
    const { clock, scheduler } = setUp();
    const woken: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      scheduler.newTimer().wakeAt(10, () => {
        if (index === 2) throw new Error('one that throws');
        woken.push(index);
      });
    }
    scheduler.newTimer().wakeAt(20, () => woken.push(20));
    await expect(clock.advance(10)).rejects.toThrow('one that throws');
    expect(woken.toSorted()).toEqual([0, 1, 3, 4]);
    await clock.advance(10);
    expect(woken).toContain(20);
  });

  it('does not wake one that another has cancelled or put off in the same moment', async () => {
    const { clock, scheduler } = setUp();
    const wakeUps = [scheduler.newTimer(), scheduler.newTimer(), scheduler.newTimer()];
    const woken: string[] = [];
    for (const [index, wakeUp] of wakeUps.entries()) {
      wakeUp.wakeAt(10, () => {
        woken.push(String(index));
        wakeUps[(index + 1) % 3]!.cancel();
        wakeUps[(index + 2) % 3]!.wakeAt(50, () => woken.push('later'));
      });
    }
    await clock.advance(49);
    expect(woken).toHaveLength(1);
    await clock.advance(1);
    expect(woken.slice(1)).toEqual(['later']);
  });

  it('wakes one that sets itself anew for now in the next moment, not in an endless loop', async () => {
    const { clock, scheduler } = setUp();
    const wakeUp = scheduler.newTimer();
    let woken = 0;
    const again = () => {
      woken += 1;
      if (woken < 3) wakeUp.wakeAt(clock.monotonic(), again);
    };
    wakeUp.wakeAt(5, again);
    await clock.advance(5);
    expect(woken).toBe(3);
  });

  it('10 000 that are due at once run ten at a time, so that calls get their turn, and all within 10 s', async () => {
    const { clock, scheduler } = setUp();
    let woken = 0;
    for (let index = 0; index < 10_000; index += 1) scheduler.newTimer().wakeAt(10, () => (woken += 1));
    await clock.advance(10);
    expect(woken).toBe(10);
    await clock.advance(9);
    expect(woken).toBe(10);
    await clock.advance(1);
    expect(woken).toBe(20);
    await clock.advance(9_970);
    expect(woken).toBe(9_990);
    await clock.advance(10);
    expect([woken, scheduler.pending]).toEqual([10_000, 0]);
  });

  it('keeps the pause between two portions although those that ran set their next wake-ups meanwhile', async () => {
    const { clock, scheduler } = setUp();
    const answers: (() => void)[] = [];
    for (let index = 0; index < 30; index += 1) {
      const wakeUp = scheduler.newTimer();
      wakeUp.wakeAt(10, () => answers.push(() => wakeUp.wakeAt(60_000, () => undefined)));
    }
    await clock.advance(10);
    for (const answer of answers.slice(0, 5)) answer();
    await clock.advance(5);
    for (const answer of answers.slice(5)) answer();
    scheduler.newTimer().wakeAt(0, () => undefined);
    await clock.advance(4);
    expect(answers).toHaveLength(10);
    await clock.advance(1);
    expect(answers.length).toBeGreaterThan(10);
  });

  it('keeps 50 refreshes under way at most, and wakes whatever else is due meanwhile', async () => {
    const { clock, scheduler } = setUp();
    const refreshes: ReturnType<typeof gate>[] = [];
    for (let index = 0; index < 70; index += 1) {
      scheduler.newTimer(true).wakeAt(10, () => {
        const refresh = gate();
        refreshes.push(refresh);
        return refresh.opened;
      });
    }
    let others = 0;
    await clock.advance(5_000);
    expect(refreshes).toHaveLength(50);
    for (let index = 0; index < 15; index += 1) scheduler.newTimer().wakeAt(20, () => (others += 1));
    await clock.advance(20);
    expect(others).toBe(15);
    refreshes[0]!.open();
    refreshes[1]!.fail(new Error('one that fails'));
    await clock.advance(1_000);
    expect([refreshes.length, scheduler.pending]).toEqual([52, 18]);
    for (const { open } of refreshes.slice(2)) open();
    await clock.advance(1_000);
    expect([refreshes.length, scheduler.pending]).toEqual([70, 0]);
  });

  it('a refresh that waits for others can be cancelled and set anew, and those behind it go on', async () => {
    const { clock, scheduler } = setUp();
    const first = gate();
    for (let index = 0; index < 50; index += 1) scheduler.newTimer(true).wakeAt(10, () => first.opened);
    const woken: number[] = [];
    const waiting = [0, 1, 2].map((index) => {
      const timer = scheduler.newTimer(true);
      timer.wakeAt(11, () => woken.push(index));
      return timer;
    });
    await clock.advance(1_000);
    waiting[0]!.cancel();
    waiting[1]!.wakeAt(clock.monotonic() + 500, () => woken.push(1));
    first.open();
    await clock.advance(499);
    expect(woken).toEqual([2]);
    await clock.advance(1);
    expect([woken, scheduler.pending]).toEqual([[2, 1], 0]);
  });

  it('when the last one is cancelled nothing is left, neither in the clock nor in the registry', async () => {
    const { clock, registry, scheduler } = setUp();
    let woken = 0;
    const timers = [10, 20].map((atMs) => {
      const timer = scheduler.newTimer();
      timer.wakeAt(atMs, () => (woken += 1));
      return timer;
    });
    for (const timer of timers) timer.cancel();
    expect([scheduler.pending, clock.pendingTimers]).toEqual([0, 0]);
    expect(registry.getTimeouts()).toEqual([]);
    await clock.advance(100);
    expect(woken).toBe(0);
  });

  it('a timer that is cancelled by another leaves the others alone', async () => {
    const { clock, scheduler } = setUp();
    const woken: string[] = [];
    const [one, other] = [scheduler.newTimer(), scheduler.newTimer()];
    one.wakeAt(10, () => woken.push('one'));
    other.wakeAt(10, () => woken.push('other'));
    one.cancel();
    await clock.advance(10);
    expect(woken).toEqual(['other']);
  });
});
