import { Module } from '@nestjs/common';
import { ConfigurableModuleClass } from './nova-post.module-definition.js';
import { RequestLimiters } from './http/request-limiters.js';
import { TokenServices } from './token/token-services.js';

/** One for the whole application, so that registrations of the same account find each other. */
@Module({ providers: [TokenServices, RequestLimiters], exports: [TokenServices, RequestLimiters] })
class NovaPostTokensModule {}

/**
 * Registers the Nova Post services: {@link NovaPostHttpService} and {@link ConfigurableTokenService}.
 *
 * @example NovaPostModule.forRootAsync({
 *   inject: [ConfigService],
 *   useFactory: (config: ConfigService) => ({ apiKey: config.getOrThrow('NOVA_POST_API_KEY') }),
 * })
 */
@Module({ imports: [NovaPostTokensModule] })
export class NovaPostModule extends ConfigurableModuleClass {}
