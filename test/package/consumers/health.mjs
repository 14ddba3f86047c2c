import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { ConfigurableTokenService, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostHealthIndicator } from 'nestjs-nova-post/terminus';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';

/** Prints what the application's terminus says of a token that is good, that cannot be refreshed, and of a wrong key. */
const emulator = await NovaPostEmulator.start({});
const { apiKey, baseURL } = emulator;
const register = (options) => NovaPostModule.forRoot({ baseURL, token: { startMode: 'lazy' }, ...options });

class AppModule {}
Module({
  imports: [
    TerminusModule.forRoot({ logger: false }),
    register({ apiKey }),
    register({ name: 'wrong', apiKey: 'no-key-of-the-emulator' }),
  ],
  providers: [NovaPostHealthIndicator],
})(AppModule);

const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
const tokens = app.get(ConfigurableTokenService);
const wrong = app.get('NovaPostTokenService:wrong');
const health = app.get(HealthCheckService, { strict: false });
const check = async (subject) => {
  const { status, details } = await health
    .check([() => app.get(NovaPostHealthIndicator).isHealthy('nova-post', subject)])
    .catch((error) => error.getResponse());
  return [status === 'error' ? 'error' : 'served', details['nova-post'].state];
};

await tokens.getToken();
const good = await check(tokens);
emulator.misbehave({ on: 'token', then: { status: 503, headers: { 'Retry-After': '30' } } });
await tokens.refresh().catch(() => undefined);
const failing = await check(tokens);
emulator.behave();
await wrong.getToken().catch(() => undefined);
const refused = await check(wrong);
await app.close();
await emulator.stop();
console.log(JSON.stringify({ good, failing, refused }));
