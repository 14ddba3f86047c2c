export { NovaPostModule } from './nova-post.module.js';
export {
  InjectNovaPostHttp,
  InjectNovaPostToken,
  getNovaPostHttpToken,
  getNovaPostTokenToken,
  type NovaPostModuleExtras,
  type NovaPostOptionsFactory,
} from './nova-post.module-definition.js';
export {
  ENVIRONMENTS,
  type Duration,
  type NovaPostEnvironment,
  type NovaPostHttpOptions,
  type NovaPostModuleOptions,
  type NovaPostRateLimitOptions,
  type NovaPostRetryOptions,
  type NovaPostTokenOptions,
  type StartMode,
} from './nova-post.options.js';
export {
  NovaPostApiError,
  NovaPostConfigError,
  NovaPostCredentialsError,
  NovaPostError,
  NovaPostInsecureUrlError,
  NovaPostNetworkError,
  NovaPostNotFoundError,
  NovaPostRateLimitError,
  NovaPostTokenUnavailableError,
  NovaPostValidationError,
  isNovaPostError,
  type SafeRequestConfig,
  type SafeResponse,
  type TokenUnavailableReason,
} from './nova-post.errors.js';
export type { Clock, ClockTimer } from './clock.js';
export { NovaPostHttpService } from './http/nova-post-http.service.js';
export { AccessToken } from './token/access-token.js';
export {
  ConfigurableTokenService,
  type GetTokenOptions,
  type InvalidateOptions,
} from './token/configurable-token.service.js';
export { loginScheme, type LoginSchemeOptions } from './token/schemes/login.scheme.js';
export { novaPostScheme, type NovaPostSchemeOptions } from './token/schemes/nova-post.scheme.js';
export { passwordScheme, type PasswordSchemeOptions } from './token/schemes/password.scheme.js';
export { staticScheme, type StaticSchemeOptions } from './token/schemes/static.scheme.js';
export type { TokenAccount } from './token/token-account.js';
export {
  TokenFailure,
  type TokenFailureDetails,
  type TokenFailureKind,
  type TokenFailureReason,
} from './token/token-failure.js';
export {
  type HeldGrant,
  type TokenExchange,
  type TokenGrant,
  type TokenReply,
  type TokenRequest,
  type TokenScheme,
} from './token/token-scheme.js';
export type {
  TokenCounters,
  TokenEvent,
  TokenFailureInfo,
  TokenState,
  TokenStatus,
} from './token/token-status.js';
export type {
  AcquireRequest,
  AcquireResult,
  CommitResult,
  StoredToken,
  RequestCounter,
  RequestLimit,
  TokenLease,
  TokenNews,
  TokenPause,
  TokenRecord,
  TokenStore,
} from './token/token-store.js';
