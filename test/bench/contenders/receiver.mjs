/** An application that takes deliveries: with this package, or with a controller as one writes it by hand. */
import 'reflect-metadata';
import {
  Body,
  Controller,
  Headers,
  HttpCode,
  Injectable,
  Module,
  Post,
  UnauthorizedException,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NovaPostWebhooksModule, OnNovaPostEvent } from 'nestjs-nova-post/webhooks';
import { answer } from '../child.mjs';

const SECRET = 'canary-webhook-secret-of-the-bench';
let handled = 0;
const handle = () => {
  handled += 1;
};

class PlainController {
  receive(secret, body) {
    if (secret !== SECRET) throw new UnauthorizedException();
    handle(body);
    return { received: true };
  }
}
Controller('nova-post/webhook')(PlainController);
decorate(PlainController, 'receive', Post(), HttpCode(200));
Headers('x-np-key')(PlainController.prototype, 'receive', 0);
Body()(PlainController.prototype, 'receive', 1);

class Tracker {
  received(event) {
    handle(event);
  }
}
Injectable()(Tracker);
decorate(Tracker, 'received', OnNovaPostEvent());

class PlainModule {}
Module({ controllers: [PlainController] })(PlainModule);
class OurModule {}
Module({ imports: [NovaPostWebhooksModule.register({ secretToken: SECRET })], providers: [Tracker] })(
  OurModule,
);

const module = process.argv[2] === 'plain' ? PlainModule : OurModule;
const app = await NestFactory.create(module, { logger: false });
await app.listen(0, '127.0.0.1');
let before = process.cpuUsage();
answer(await app.getUrl(), sinceThen, () => app.close());

async function sinceThen() {
  const { user, system } = process.cpuUsage(before);
  const seen = { handled, cpuUs: user + system };
  before = process.cpuUsage();
  handled = 0;
  return seen;
}

function decorate(target, name, ...decorators) {
  for (const one of decorators)
    one(target.prototype, name, Object.getOwnPropertyDescriptor(target.prototype, name));
}
