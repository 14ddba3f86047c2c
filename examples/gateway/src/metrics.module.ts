import { Controller, Get, Header, Module } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { metrics } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { NovaPostOpenTelemetryModule } from 'nestjs-nova-post/opentelemetry';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

/** Read at `/metrics`, in place of a server of its own. */
const exporter = new PrometheusExporter({ preventServerStart: true });
metrics.setGlobalMeterProvider(new MeterProvider({ readers: [exporter] }));

@ApiTags('operations')
@Controller('metrics')
class MetricsController {
  @ApiOperation({ summary: 'Metrics of tokens, calls and webhooks, for Prometheus' })
  @ApiProduces(TEXT)
  @Get()
  @Header('Content-Type', TEXT)
  async read(): Promise<string> {
    const { resourceMetrics } = await exporter.collect();
    return new PrometheusSerializer().serialize(resourceMetrics);
  }
}

@Module({ imports: [NovaPostOpenTelemetryModule], controllers: [MetricsController] })
export class MetricsModule {}
