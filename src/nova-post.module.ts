import { Module, type DynamicModule } from '@nestjs/common';
import { AccountServicesModule } from './accounts/account-services.module.js';
import { NovaPostConfigError } from './nova-post.errors.js';
import {
  ConfigurableModuleClass,
  type ASYNC_OPTIONS_TYPE,
  type OPTIONS_TYPE,
} from './nova-post.module-definition.js';

/** Provided by the module itself, and replaced by each registration: without one it refuses to start. */
const BARE_IMPORT = Symbol('NovaPostBareImport');

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
  providers: [{ provide: BARE_IMPORT, useFactory: refuseBareImport }],
})
export class NovaPostModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return registered(super.forRoot(options));
  }

  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return registered(super.forRootAsync(options));
  }
}

function registered(definition: DynamicModule): DynamicModule {
  return {
    ...definition,
    providers: [...(definition.providers ?? []), { provide: BARE_IMPORT, useValue: undefined }],
  };
}

/** Needs nothing itself, so it is called before Nest misses what another class needs of this module. */
function refuseBareImport(): never {
  throw new NovaPostConfigError(
    'NovaPostModule is imported without options. Import what NovaPostModule.forRoot({ apiKey }) or ' +
      'NovaPostModule.forRootAsync({ … }) gives: once in the root module with isGlobal: true, or keep it in a constant and ' +
      'import that in each module that uses it.',
  );
}
