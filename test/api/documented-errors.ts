import { expect, it } from '@jest/globals';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { startApi } from '../support/api-setup.js';

/** A method of the typed API, called with input that passes its own checks. */
export type DocumentedCall = readonly [name: string, call: (client: NovaPostClient) => Promise<unknown>];

/** What the contract names for nearly every operation, and what each rejects with. */
export const DOCUMENTED_ERRORS: readonly (readonly [status: number, name: string])[] = [
  [400, 'NovaPostApiError'],
  [401, 'NovaPostApiError'],
  [403, 'NovaPostApiError'],
  [404, 'NovaPostNotFoundError'],
  [422, 'NovaPostValidationError'],
  [429, 'NovaPostRateLimitError'],
  [503, 'NovaPostApiError'],
];

/** Has each method meet each documented error, and checks what it rejects with. */
export function describeDocumentedErrors(calls: readonly DocumentedCall[]): void {
  it.each(calls)('%s rejects with what the API says', async (_name, call) => {
    const { client, emulator } = await startApi();
    for (const [status, name] of DOCUMENTED_ERRORS) {
      const body = { errors: { 'shipments.0': 'refused here', errorMessage: 'refused' } };
      const fault = emulator.misbehave({ on: 'api', then: { status, body } });

      await expect(call(client)).rejects.toMatchObject({
        name,
        status,
        fields: { 'shipments.0': ['refused here'], '': ['refused'] },
      });
      fault.remove();
    }
  });
}
