import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Runs something in the async context in which this file was loaded, which is that of no request: whatever belongs to all
 * requests, such as a refresh and its timers, must not keep the one that happened to start it.
 */
export const outsideRequests: <T>(work: () => T) => T = AsyncLocalStorage.snapshot();
