import { Controller, Get } from '@nestjs/common';
import { ConfigurableTokenService, type TokenStatus } from 'nestjs-nova-post';

@Controller('token')
export class TokenController {
  constructor(private readonly tokens: ConfigurableTokenService) {}

  /** State, times and counters. The token itself is not in it, so it may be shown. */
  @Get()
  status(): TokenStatus {
    return this.tokens.status();
  }
}
