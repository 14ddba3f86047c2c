export type { UndiciTransportOptions } from './undici-adapter.js';
export { undiciTransport } from './undici-transport.js';
