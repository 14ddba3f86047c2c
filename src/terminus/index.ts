export {
  NovaPostHealthIndicator,
  type NovaPostAccountsHealthDetails,
  type NovaPostHealthDetails,
} from './nova-post-health.indicator.js';
