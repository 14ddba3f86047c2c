import { forwardRef, Module, type DynamicModule } from '@nestjs/common';
import { AccountServicesModule } from './accounts/account-services.module.js';
import { NovaPostConfigError } from './nova-post.errors.js';
import {
  ConfigurableModuleClass,
  type ASYNC_OPTIONS_TYPE,
  type OPTIONS_TYPE,
} from './nova-post.module-definition.js';

/**
 * What is registered in the end: a class of its own, so that the other one can refuse to be imported bare.
 */
@Module({ imports: [AccountServicesModule] })
class RegisteredNovaPostModule {}

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
@Module({ imports: [forwardRef(refuseBareImport)] })
export class NovaPostModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return { ...super.forRoot(options), module: RegisteredNovaPostModule };
  }

  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return { ...super.forRootAsync(options), module: RegisteredNovaPostModule };
  }
}

/** Called when the application reads what the module imports, before it looks for any provider. */
function refuseBareImport(): never {
  throw new NovaPostConfigError(
    'NovaPostModule is imported without options. Import what NovaPostModule.forRoot({ apiKey }) or ' +
      'NovaPostModule.forRootAsync({ … }) gives: once in the root module with isGlobal: true, or keep it in a constant and ' +
      'import that in each module that uses it.',
  );
}
