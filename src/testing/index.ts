export { NovaPostEmulator } from './emulator.js';
export type { EmulatorSession, TokenClaims } from './accounts/sessions.js';
export type { ContractMode } from './api/api-site.js';
export type { DivisionDirectoryOptions } from './divisions/directory.js';
export type { EmulatorQuirks, NovaPostEmulatorOptions } from './emulator-options.js';
export type { MisbehaviourHandle } from './faults/faults.js';
export type { MisbehaveOptions, Misbehaviour } from './faults/misbehaviour.js';
export type { EmulatorPushEvent } from './push/push-event.js';
export type { EmulatorPush, PushDefaults, PushOptions } from './push/pushes.js';
export type { RecordedRequest, RecordedToken, RequestFilter } from './server/recorded-request.js';
export type { IdentifierStyle } from './shipments/shipment-store.js';
export { EMULATOR_STATUSES } from './shipments/tracking-statuses.js';
export type { EmulatorStatus } from './shipments/tracking-statuses.js';
export { expectNoSecrets, findSecrets } from './canary.js';
export type { SecretFinding } from './canary.js';
export { runCli } from './run-cli.js';
export type { CliStreams } from './run-cli.js';
export { TestClock } from './test-clock.js';
export {
  sampleCalculation,
  sampleCashOnDelivery,
  sampleConversion,
  sampleGoodsUpdate,
  sampleLightReturn,
  samplePickup,
  sampleRegistry,
  sampleShipment,
  sampleSubscription,
  sampleTimeInterval,
} from './samples.js';
