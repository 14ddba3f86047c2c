/** The emulator with so many divisions. Each answer is ready, and then waits for its 50 ms. */
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { answer } from './child.mjs';

const emulator = await NovaPostEmulator.start({ divisions: Number(process.argv[2]), contract: 'off' });
emulator.misbehave({ on: '/divisions', then: { delayMs: 50, afterWork: true } });
answer({ baseURL: emulator.baseURL, apiKey: emulator.apiKey }, requestsSince, () => emulator.stop());

async function requestsSince() {
  const requests = emulator.requests.filter(({ path }) => path.endsWith('/divisions')).length;
  emulator.clearRequests();
  return { requests };
}
