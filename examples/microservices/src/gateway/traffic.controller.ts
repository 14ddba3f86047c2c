import { Controller, Get, HttpCode } from '@nestjs/common';
import { NovaPostClient } from 'nestjs-nova-post';

@Controller('traffic')
export class TrafficController {
  constructor(private readonly novaPost: NovaPostClient) {}

  /** A call to Nova Post for the page, which makes five a second. */
  @Get()
  @HttpCode(204)
  async call(): Promise<void> {
    await this.novaPost.divisions.list({ limit: 1 });
  }
}
