import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { report } from './launcher-link.js';

/** Tells the launcher when this process has the lock that allows it to fetch the next token. */
export class WatchedTokenStore extends RedisTokenStore {
  override async acquire(...args: Parameters<RedisTokenStore['acquire']>) {
    const result = await super.acquire(...args);
    if (result.kind === 'granted') report({ kind: 'lock', held: true });
    return result;
  }

  override async commit(...args: Parameters<RedisTokenStore['commit']>) {
    const result = await super.commit(...args);
    report({ kind: 'lock', held: false });
    return result;
  }

  override async release(...args: Parameters<RedisTokenStore['release']>) {
    await super.release(...args);
    report({ kind: 'lock', held: false });
  }
}
