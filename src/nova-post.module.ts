import { Module } from '@nestjs/common';
import { AccountServicesModule } from './accounts/account-services.module.js';
import { ConfigurableModuleClass } from './nova-post.module-definition.js';

/**
 * Registers the Nova Post services: {@link NovaPostClient}, {@link NovaPostHttpService} and
 * {@link ConfigurableTokenService}, and without a `name` also the areas of the client by themselves, such as
 * {@link NovaPostShipmentsService}, and {@link NovaPostAccounts}.
 *
 * @example NovaPostModule.forRootAsync({
 *   inject: [ConfigService],
 *   useFactory: (config: ConfigService) => ({ apiKey: config.getOrThrow('NOVA_POST_API_KEY') }),
 * })
 */
@Module({ imports: [AccountServicesModule] })
export class NovaPostModule extends ConfigurableModuleClass {}
