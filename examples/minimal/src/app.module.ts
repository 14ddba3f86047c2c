import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { NovaPostModule } from 'nestjs-nova-post';
import { novaPostConfig } from 'nestjs-nova-post/config';
import { DivisionsController } from './divisions.controller.js';

@Module({
  imports: [ConfigModule.forRoot(), NovaPostModule.forRootAsync(novaPostConfig.asProvider())],
  controllers: [DivisionsController],
})
export class AppModule {}
