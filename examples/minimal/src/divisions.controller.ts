import { Controller, Get } from '@nestjs/common';
import { NovaPostClient, type Division, type Page } from 'nestjs-nova-post';

@Controller('divisions')
export class DivisionsController {
  constructor(private readonly novaPost: NovaPostClient) {}

  @Get()
  list(): Promise<Page<Division>> {
    return this.novaPost.divisions.list({ countryCodes: ['PL'], limit: 2 });
  }
}
