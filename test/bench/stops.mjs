/** How long a program holds up its own event loop. */
import { PerformanceObserver, performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers';

/** How long nothing else could run, at the longest, how often that was more than 10 ms, and what of it the engine took. */
export async function stopsWhile(work) {
  const stops = { longestMs: 0, long: 0, longestGcMs: 0 };
  const collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) stops.longestGcMs = Math.max(stops.longestGcMs, duration);
  });
  collections.observe({ entryTypes: ['gc'] });
  let last = performance.eventLoopUtilization();
  let running = true;
  // Each millisecond: one that looks without a pause takes the processor from the server, and its garbage has to be collected.
  const look = () => {
    const now = performance.eventLoopUtilization();
    // A timer that comes late because the system woke the process late has not been held up by it.
    const { active: ms } = performance.eventLoopUtilization(now, last);
    last = now;
    stops.longestMs = Math.max(stops.longestMs, ms);
    if (ms > 10) stops.long += 1;
    if (running) setTimeout(look, 1);
  };
  setTimeout(look, 1);
  const refreshMs = await timed(work);
  running = false;
  collections.disconnect();
  return { refreshMs, ...stops };
}

export async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
