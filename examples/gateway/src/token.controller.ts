import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConfigurableTokenService, type TokenStatus } from 'nestjs-nova-post';

@ApiTags('operations')
@Controller('token')
export class TokenController {
  constructor(private readonly tokens: ConfigurableTokenService) {}

  /** State, times and counters. The token itself is not in it, so it may be shown. */
  @ApiOperation({ summary: 'State of the token, without the token' })
  @Get()
  status(): TokenStatus {
    return this.tokens.status();
  }
}
