/** A process that has no token yet, and makes its first calls all at once. */
import { Redis } from 'ioredis';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { answer } from '../child.mjs';
import { handWritten, thisPackage } from './index.mjs';

const [baseURL, store, keyPrefix] = process.argv.slice(2);
const redis = store === 'none' ? undefined : new Redis(store);
const instance = handWritten(baseURL);
const { call, close } =
  redis === undefined
    ? { call: () => instance.get('divisions') }
    : await thisPackage(baseURL, {}, 'axiosRef', {
        tokenStore: new RedisTokenStore(redis, { keyPrefix }),
        // Twenty processes that start at once on two cores keep Redis waiting.
        token: { startMode: 'lazy', storeTimeoutMs: 2_000 },
      });

answer('ready', makeCalls, async () => {
  await close?.();
  redis?.disconnect();
});

async function makeCalls({ calls }) {
  await Promise.all(Array.from({ length: calls }, call));
  return {};
}
