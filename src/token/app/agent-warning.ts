import type { ResolvedNovaPostOptions } from '../../nova-post.options.js';

const WARNING =
  'http.httpsAgent keeps no connection, so each call opens one of its own, which takes several times as long. Make it with ' +
  "keepAlive: new https.Agent({ ca, keepAlive: true }). Or leave it out and give http.transport: undiciTransport({ connect: { ca } }) of 'nestjs-nova-post/undici'.";

/** What to say at the start, once, of agents as people copy them: `new https.Agent({ ca })`. */
export function agentWarnings(registered: readonly ResolvedNovaPostOptions[]): readonly string[] {
  const opens = registered.some(
    ({ http }) => (http.httpsAgent as { keepAlive?: unknown } | undefined)?.keepAlive === false,
  );
  return opens ? [WARNING] : [];
}
