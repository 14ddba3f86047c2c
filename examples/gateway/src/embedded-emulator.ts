import { randomUUID } from 'node:crypto';
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { numberSetting, setting } from './setting.js';

const TWO_MINUTES_MS = 120_000;
const ONE_DAY_MS = 86_400_000;

/** Stands in for Nova Post as long as there is no API key to talk to it with. */
export class EmbeddedEmulator implements OnApplicationShutdown {
  /** `undefined` when there is a key. */
  readonly emulator: NovaPostEmulator | undefined;
  readonly tokenLifetimeMs: number;
  /** What the emulator has to show when it calls the webhook. */
  readonly webhookSecret: string | undefined;

  private constructor(tokenLifetimeMs: number, emulator?: NovaPostEmulator) {
    this.tokenLifetimeMs = tokenLifetimeMs;
    this.webhookSecret = emulator && randomUUID();
    this.emulator = emulator;
  }

  static async startUnlessThereIsAKey(config: ConfigService): Promise<EmbeddedEmulator> {
    const tokenLifetimeMs = numberSetting(config, 'EMULATOR_TOKEN_LIFETIME_MS', {
      fallback: TWO_MINUTES_MS,
      min: 100,
      max: ONE_DAY_MS,
    });
    const hasKey = setting(config, 'NOVA_POST_API_KEY') !== undefined;
    return new EmbeddedEmulator(
      tokenLifetimeMs,
      hasKey ? undefined : await NovaPostEmulator.start({ tokenLifetimeMs }),
    );
  }

  /** What to register the library with; `undefined` when the emulator does not run. */
  get options(): NovaPostModuleOptions | undefined {
    return this.emulator && { baseURL: this.emulator.baseURL, apiKey: this.emulator.apiKey };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.emulator?.stop();
  }
}

@Module({
  imports: [ConfigModule],
  providers: [
    {
      provide: EmbeddedEmulator,
      inject: [ConfigService],
      useFactory: (config: ConfigService) => EmbeddedEmulator.startUnlessThereIsAKey(config),
    },
  ],
  exports: [EmbeddedEmulator],
})
export class EmbeddedEmulatorModule {}
