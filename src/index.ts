export { NovaPostModule } from './nova-post.module.js';
export {
  InjectNovaPost,
  InjectNovaPostHttp,
  InjectNovaPostToken,
  getNovaPostClientToken,
  getNovaPostHttpToken,
  getNovaPostTokenServiceToken,
  type NovaPostModuleExtras,
  type NovaPostOptionsFactory,
} from './nova-post.module-definition.js';
export type {
  NovaPostAccountCredentials,
  NovaPostAccountsModuleOptions,
} from './accounts/account-credentials.js';
export type { NovaPostAccount } from './accounts/nova-post-account.js';
export { NovaPostAccounts, type NovaPostAccountInfo } from './accounts/nova-post-accounts.js';
export {
  NovaPostAccountsModule,
  type NovaPostAccountsModuleExtras,
  type NovaPostAccountsOptionsFactory,
} from './accounts/nova-post-accounts.module.js';
export {
  ENVIRONMENTS,
  type Duration,
  type NovaPostAccountsOptions,
  type NovaPostEnvironment,
  type NovaPostHttpOptions,
  type NovaPostModuleOptions,
  type NovaPostRateLimitOptions,
  type NovaPostTokenOptions,
  type StartMode,
} from './nova-post.options.js';
export type { NovaPostRetryOptions } from './retry-options.js';
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
export { toHttpErrorResponse, type HttpErrorResponse } from './nest/http-error-response.js';
export { NovaPostExceptionFilter } from './nest/nova-post-exception.filter.js';
export type { Clock, ClockTimer } from './clock.js';
export type { CallOutcome, NovaPostCall } from './http/call-record.js';
export { NovaPostHttpService } from './http/nova-post-http.service.js';
export { TestApiKey, requestTestApiKey, type TestApiKeyOptions } from './api/sandbox-key.js';
export { AccessToken } from './token/access-token.js';
export {
  ConfigurableTokenService,
  type GetTokenOptions,
  type InvalidateOptions,
} from './token/configurable-token.service.js';
export { loginScheme, type LoginSchemeOptions } from './token/schemes/login.scheme.js';
export type { SecretSource } from './token/schemes/changing-secret.js';
export { novaPostScheme, type NovaPostSchemeOptions } from './token/schemes/nova-post.scheme.js';
export { passwordScheme, type PasswordSchemeOptions } from './token/schemes/password.scheme.js';
export { staticScheme, type StaticSchemeOptions } from './token/schemes/static.scheme.js';
export type { AccountIdentity } from './account-identity.js';
export {
  TokenFailure,
  type TokenFailureDetails,
  type TokenFailureKind,
  type TokenFailureReason,
} from './token/schemes/token-failure.js';
export {
  type HeldGrant,
  type TokenExchange,
  type TokenGrant,
  type TokenReply,
  type TokenRequest,
  type TokenScheme,
} from './token/schemes/token-scheme.js';
export type { InvalidationReason, RefreshCost, TokenEvent } from './token/token-events.js';
export type { TokenCounters, TokenFailureInfo, TokenPhase, TokenStatus } from './token/token-status.js';
export type { RequestCounter, RequestDenial, RequestLimit, RequestPermit } from './request-limit.js';
export type {
  AcquireRequest,
  AcquireResult,
  CommitResult,
  StoredToken,
  TokenLease,
  StoreEvent,
  TokenPause,
  TokenRecord,
  TokenStore,
} from './token/shared/token-store.js';
export { NovaPostClient } from './api/nova-post-client.js';
export type { CallOptions } from './api/call-options.js';
export type { IterateOptions } from './api/iterate-pages.js';
export type { Page } from './api/page.js';
export { NovaPostDivisionsService, type DivisionsQuery } from './api/divisions/divisions.service.js';
export { NovaPostDirectoryError } from './api/divisions/directory/directory-error.js';
export type { DirectoryOptions } from './api/divisions/directory/directory-options.js';
export type { DivisionDirectory } from './api/divisions/directory/division-directory.js';
export type {
  DirectoryDivision,
  DirectoryPosition,
  DirectoryProgress,
  DirectorySource,
  DivisionChange,
} from './api/divisions/directory/division-change.js';
export {
  NovaPostAddressesService,
  type SettlementsQuery,
  type StreetsQuery,
} from './api/addresses.service.js';
export {
  NovaPostDictionariesService,
  type ClassifierMatches,
  type ClassifierQuery,
  type CurrenciesQuery,
  type MeasurementsQuery,
} from './api/dictionaries.service.js';
export { NovaPostExchangeRatesService } from './api/exchange-rates.service.js';
export {
  NovaPostShipmentsService,
  type InternationalStatus,
  type InternationalStatusQuery,
  type ShipmentQuery,
} from './api/shipments/shipments.service.js';
export type { CreateShipmentOptions } from './api/shipments/shipment-creation.js';
export type { CreatedShipment } from './api/shipments/created-shipment.js';
export { hasUnknownOutcome, type UnknownOutcome, type UnknownOutcomeError } from './api/unknown-outcome.js';
export { quotedCost, type QuotedCost } from './api/shipments/quoted-cost.js';
export type { PrintQuery, UploadOptions } from './api/shipments/shipment-files.js';
export type { ApiFile, ApiFileStream } from './api/shipments/api-file.js';
export type { UploadProgress } from './api/shipments/upload-body.js';
export type { UploadFile, UploadPath } from './api/shipments/upload-source.js';
export { NovaPostTrackingService } from './api/tracking/tracking.service.js';
export {
  failedBatchOf,
  partlyTrackedOf,
  type PartlyTracked,
  type TrackingBatch,
} from './api/tracking/failed-batch.js';
export { failedPageOf } from './api/failed-page.js';
export type {
  HistoryDetails,
  HistoryQuery,
  RefusedShipment,
  Tracked,
  TrackedShipments,
  TrackingDates,
  TrackingDetails,
  TrackingOptions,
  TrackQuery,
} from './api/tracking/tracking-query.js';
export type {
  TrackingCurrentStatus,
  TrackingHistoryItem,
  TrackingItem,
  TrackingParcel,
} from './api/tracking/tracking-item.js';
export {
  TRACKING_STATUSES,
  describeTrackingStatus,
  isDelivered,
  isWaitingForPickUp,
  type KnownTrackingStatusCode,
} from './api/tracking/tracking-statuses.js';
export {
  NovaPostRegistriesService,
  type RegistriesQuery,
  type RegistryInput,
  type RegistryShipment,
} from './api/registries/registries.service.js';
export {
  NovaPostPickupsService,
  type PickupsQuery,
  type PickupStatusChange,
} from './api/pickups/pickups.service.js';
export type { PickupChanges, PickupInput, PickupTime } from './api/pickups/pickup-input.js';
export {
  NovaPostSubscriptionsService,
  type SubscriptionChanges,
  type SubscriptionInput,
} from './api/subscriptions/subscriptions.service.js';
export type { Subscription } from './api/subscriptions/subscription.js';
export { NovaPostFulfilmentService } from './api/fulfilment/fulfilment.service.js';
export type {
  AddressParts,
  Attachment,
  CalculatedService,
  CalculationInput,
  CalculationParcelInput,
  CalculationParty,
  CalculationResult,
  CargoClassifier,
  CodBankAccount,
  CountryCode,
  Currency,
  CustomsFees,
  Division,
  DivisionSetting,
  DivisionVersions,
  EntityId,
  ExchangeConversionRequest,
  ExchangeConversionResponse,
  FulfillmentGoodsUpdate,
  InvoiceItem,
  LightReturnInput,
  LightReturnResult,
  LocalizedText,
  Measurement,
  MessageResult,
  MoneyAmount,
  PayerType,
  PaymentStatus,
  Pickup,
  PickupDeleted,
  PickupShipment,
  PickupShipmentsRemoved,
  PickupShipmentsResult,
  PickupStatus,
  PickupStatusEntry,
  PlaceCheckInput,
  PlaceCheckResult,
  ProhibitedIssuanceManifest,
  Region,
  RegionParent,
  RegistrationAddress,
  Registry,
  Settlement,
  SettlementRef,
  Shipment,
  ShipmentDeleted,
  ShipmentInput,
  ShipmentInvoice,
  ShipmentListParcel,
  ShipmentListParty,
  ShipmentListService,
  ShipmentListTracking,
  ShipmentParcelInput,
  ShipmentRecipient,
  ShipmentResult,
  ShipmentSender,
  ShipmentServiceInput,
  ShipmentStatus,
  Street,
  SubscriberNumbersResult,
  SuccessFlag,
  TimeIntervalDay,
  TimeIntervalInput,
  TimeIntervals,
  TimeIntervalType,
  TimeSlot,
  TrackingEvent,
  TrackingEventName,
  TrackingStatusCode,
  WebhookTestInput,
  WebhookTestResult,
  WorkScheduleDay,
} from './api/contract/contract.generated.js';
