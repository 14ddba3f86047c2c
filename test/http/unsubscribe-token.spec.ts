import axios, { type Cancel, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import type { Subscription } from 'rxjs';
import { startApp, startEmulator } from '../support/app-setup.js';

/** As `cancelToken` of axios, which its types show a part of only. */
interface FullToken {
  readonly promise: Promise<Cancel>;
  throwIfRequested(): void;
  subscribe(listener: (reason: Cancel) => void): void;
  unsubscribe(listener: (reason: Cancel) => void): void;
  toAbortSignal(): AbortSignal;
}

describe('The cancel token of a subscription', () => {
  it('tells an adapter of the caller’s own of the end, in each way that axios’ token does', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    let subscription: Subscription | undefined;
    const token = await new Promise<FullToken>((given) => {
      const adapter = (config: InternalAxiosRequestConfig) => {
        given(config.cancelToken as object as FullToken);
        return new Promise<never>(() => undefined);
      };
      subscription = http.get('divisions', { adapter }).subscribe();
    });
    const told: string[] = [];
    const leaver = () => told.push('a listener that has left');
    token.subscribe(() => told.push('listener'));
    token.subscribe(leaver);
    token.unsubscribe(leaver);
    const signal = token.toAbortSignal();
    const promised = token.promise;
    expect(signal.aborted).toBe(false);
    token.throwIfRequested();

    subscription?.unsubscribe();
    expect(axios.isCancel(await promised)).toBe(true);
    expect([told, signal.aborted, axios.isCancel(signal.reason)]).toEqual([['listener'], true, true]);
    expect(() => token.throwIfRequested()).toThrow('canceled');
    token.subscribe(() => told.push('late'));
    expect(told).toEqual(['listener', 'late']);
  });

  it('is not cancelled by the end of a call that has been answered', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    const { config } = await new Promise<{ config: InternalAxiosRequestConfig }>((next, error) => {
      http.get('divisions').subscribe({ next, error });
    });
    expect(config.cancelToken?.reason).toBeUndefined();
  });
});
