export { RedisTokenStore, type RedisTokenStoreOptions } from './redis-token-store.js';
export type { EncryptionKey } from './record-cipher.js';
export type { RedisClient, RedisSubscriber } from './redis-client.js';
