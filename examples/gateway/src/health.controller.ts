import { Controller, Get } from '@nestjs/common';
import { HealthCheck, HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import { ApiTags } from '@nestjs/swagger';
import { NovaPostHealthIndicator } from 'nestjs-nova-post/terminus';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly novaPost: NovaPostHealthIndicator,
  ) {}

  /** 503 when no call can succeed: there is no token, and none is to be had. It costs no request. */
  @Get()
  @HealthCheck()
  check(): Promise<HealthCheckResult> {
    return this.health.check([() => this.novaPost.isHealthy('nova-post')]);
  }
}
