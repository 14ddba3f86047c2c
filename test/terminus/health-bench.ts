import { Controller, Get, Inject, Module, Optional, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import {
  ConfigurableTokenService,
  getNovaPostTokenServiceToken,
  NovaPostAccounts,
  NovaPostModule,
  type NovaPostModuleOptions,
} from 'nestjs-nova-post';
import { NovaPostHealthIndicator } from 'nestjs-nova-post/terminus';
import { closeAfterTest } from '../support/app-setup.js';
import type { SchemeEmulator } from '../support/scheme-emulator.js';

export const PLATFORMS = ['Express', 'Fastify'] as const;

/** The recipes of docs/production.md, and one route more for each kind of account. */
@Controller('health')
class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly novaPost: NovaPostHealthIndicator,
    @Optional() private readonly accounts?: NovaPostAccounts,
    @Optional()
    @Inject(getNovaPostTokenServiceToken('poland'))
    private readonly poland?: ConfigurableTokenService,
  ) {}

  @Get('live')
  @HealthCheck()
  liveness() {
    return this.health.check([]);
  }

  @Get('ready')
  @HealthCheck()
  readiness() {
    return this.health.check([() => this.novaPost.isHealthy('nova-post')]);
  }

  @Get('poland')
  @HealthCheck()
  named() {
    return this.health.check([() => this.novaPost.isHealthy('poland', this.poland)]);
  }

  @Get('accounts')
  @HealthCheck()
  merchants() {
    return this.health.check([() => this.novaPost.isHealthy('merchants', this.accounts)]);
  }
}

export interface HealthReply {
  readonly status: number;
  /** What the indicator says, without the key it is under. */
  readonly result: Record<string, unknown>;
  readonly body: { readonly status: string };
}

export interface HealthApp {
  readonly app: Awaited<ReturnType<typeof NestFactory.create>>;
  get(route: 'live' | 'ready' | 'poland' | 'accounts'): Promise<HealthReply>;
}

export function lazyOptions(emulator: SchemeEmulator): NovaPostModuleOptions {
  return { baseURL: emulator.baseURL, apiKey: emulator.apiKey, token: { startMode: 'lazy' } };
}

/** A whole application with a terminus controller. Default: the emulator's account, lazily. */
export async function startHealthApp(
  emulator: SchemeEmulator,
  {
    platform = 'Express',
    imports = [NovaPostModule.forRoot(lazyOptions(emulator))],
  }: { platform?: (typeof PLATFORMS)[number]; imports?: DynamicModule[] } = {},
): Promise<HealthApp> {
  @Module({
    imports: [TerminusModule.forRoot({ logger: false }), ...imports],
    controllers: [HealthController],
    providers: [NovaPostHealthIndicator],
  })
  class AppModule {}

  const adapter = platform === 'Express' ? new ExpressAdapter() : new FastifyAdapter();
  const app = await NestFactory.create(AppModule, adapter, { logger: false, abortOnError: false } as never);
  closeAfterTest(() => app.close());
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  return {
    app,
    async get(route) {
      const response = await fetch(`${origin}/health/${route}`);
      const body = (await response.json()) as {
        status: string;
        details: Record<string, Record<string, unknown>>;
      };
      return { status: response.status, result: Object.values(body.details)[0] ?? {}, body };
    },
  };
}
