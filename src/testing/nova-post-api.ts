import { ApiKeys, type ApiKeyEntry } from './accounts/accounts.js';
import { Sessions } from './accounts/sessions.js';
import { createTestApiKey } from './accounts/test-keys.js';
import { pickupHandlers } from './collections/pickups.js';
import { registryHandlers } from './collections/registries.js';
import { ADDRESS_HANDLERS } from './divisions/addresses.js';
import { directoryHandlers } from './divisions/directory.js';
import { Divisions } from './divisions/divisions.js';
import type { ResolvedEmulatorOptions } from './emulator-options.js';
import { fileHandlers } from './files/files.js';
import { Pushes } from './push/pushes.js';
import { Refusal } from './server/answer.js';
import type { Arrived, Sender, Site } from './server/site.js';
import { ShipmentStore } from './shipments/shipment-store.js';
import { shipmentHandlers } from './shipments/shipments.js';
import { Subscribers } from './subscriptions/subscribers.js';
import { subscriptionHandlers } from './subscriptions/subscriptions.js';
import { trackingHandlers } from './tracking/tracking.js';
import { apiSite } from './api/api-site.js';
import type { Call, Handlers } from './api/call.js';

/** Every path of the API starts with this, as at the real service. */
export const BASE_PATH = '/v.1.0';
/** Trades an API key for a token. */
const TOKEN_PATH = '/clients/authorization';

/** Everything that the emulated service knows, and the sites that serve it. */
export class NovaPostApi {
  readonly keys = new ApiKeys();
  /** The first key: the option `apiKey`, or the random one made in its place. */
  readonly firstKey: ApiKeyEntry;
  readonly sessions: Sessions;
  readonly shipments: ShipmentStore;
  readonly pushes: Pushes;
  readonly handlers: Handlers;
  readonly sites: readonly Site[];

  /** @internal */
  constructor(options: ResolvedEmulatorOptions) {
    const { identifierStyle, quirks, contract: mode, divisions: count, divisionDirectory } = options;
    this.firstKey = this.keys.add(options.apiKey);
    this.sessions = new Sessions(options.tokenLifetimeMs, options.sessionLimit);
    this.shipments = new ShipmentStore(identifierStyle);
    const subscribers = new Subscribers(this.shipments);
    this.pushes = new Pushes(subscribers, options.pushes, () => options.clock.now());
    const divisions = new Divisions(count);
    this.handlers = {
      whoami: ({ account }) => ({ account: account.id }),
      getClientsAuthorization: (call) => this.#authorization(call),
      createTestApiKey: createTestApiKey(this.keys),
      // Goods can be neither made nor read through the API: a change answers what it was told.
      updateFulfillmentGoods: ({ body }) => body,
      ...divisions.handlers,
      ...ADDRESS_HANDLERS,
      ...shipmentHandlers(this.shipments, divisions),
      ...fileHandlers(this.shipments),
      ...trackingHandlers(this.shipments),
      ...registryHandlers(this.shipments, identifierStyle),
      ...pickupHandlers(this.shipments),
      ...subscriptionHandlers(subscribers, this.pushes.toSubscriber),
    };
    this.sites = [
      apiSite({
        base: BASE_PATH,
        mode,
        handlers: this.handlers,
        asksForToken: (path) => path.replace(/\/$/, '') === TOKEN_PATH,
        senderOf: (arrived, now) => this.#senderOf(arrived, now),
        admit: (authorization, now) => {
          const token = quirks.bearerTokens ? withoutBearer(authorization) : authorization;
          const account = this.sessions.accountOf(token, now);
          return account?.kind === 'api-key' ? account : 'Invalid token';
        },
      }),
      apiSite({
        base: '',
        atRoot: true,
        unknownText: outsideText,
        mode,
        handlers: directoryHandlers(count, divisionDirectory),
        admit: () => 'Invalid token',
      }),
    ];
  }

  #authorization({ query, now, replaceToken }: Call) {
    const entry = this.keys.find(query.text('apiKey') ?? '');
    if (!entry || now >= entry.endsAt) {
      throw new Refusal(401, { errors: { apiKey: 'The apiKey is unknown, removed or expired.' } });
    }
    return { jwt: this.sessions.issue(entry.account, now, replaceToken).token };
  }

  #senderOf({ path, headers, query }: Arrived, now: number): Sender {
    const token = this.sessions.recognise(withoutBearer(headers.authorization), now);
    const apiKey = query['apiKey'];
    const known = path === TOKEN_PATH && typeof apiKey === 'string' ? this.keys.find(apiKey) : undefined;
    const account = token?.account ?? known?.account.id;
    return { ...(token && { token }), ...(account !== undefined && { account }) };
  }
}

function outsideText(method: string, path: string): string {
  return (
    `${method} ${path} is outside ${BASE_PATH}. Every path of the API starts with it: is the base URL complete, and is ` +
    `it joined to the path without dropping ${BASE_PATH}?`
  );
}

function withoutBearer(authorization: string | undefined): string | undefined {
  return authorization?.replace(/^Bearer +/i, '');
}
