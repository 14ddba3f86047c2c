import { Module } from '@nestjs/common';
import { AccountServicesModule } from './accounts/account-services.module.js';
import { NovaPostConfigError } from './nova-post.errors.js';
import { ConfigurableModuleClass, REGISTERED } from './nova-post.module-definition.js';

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
@Module({
  imports: [AccountServicesModule],
  providers: [{ provide: REGISTERED, useFactory: refuseBareImport }],
})
export class NovaPostModule extends ConfigurableModuleClass {}

/**
 * A registration provides this token, too, in place of this. It asks for nothing to be injected, so that it throws before Nest
 * finds that the services of a consumer are missing.
 */
function refuseBareImport(): never {
  throw new NovaPostConfigError(
    'NovaPostModule is imported without options. Import what NovaPostModule.forRoot({ apiKey }) or ' +
      'NovaPostModule.forRootAsync({ … }) gives: once in the root module with isGlobal: true, or keep it in a constant and ' +
      'import that in each module that uses it.',
  );
}
