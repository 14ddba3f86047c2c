import type { DynamicModule, INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

export function createApp(module: DynamicModule): Promise<INestApplication> {
  return NestFactory.create(module, { logger: ['error', 'warn'] });
}
