import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { withBodySchemas } from 'nestjs-nova-post/schemas';

/** Those whose bodies this gateway takes. */
const OPERATIONS = ['POST /shipments', 'POST /shipments/calculations'] as const;

/**
 * Swagger UI at `/docs/`, in a page of our own (public/docs): the one that `@nestjs/swagger` writes has styles inline,
 * which the Content-Security-Policy forbids.
 */
export function serveApiDocs(app: NestExpressApplication): void {
  const config = new DocumentBuilder().setTitle('Nova Post gateway').setVersion('1').build();
  const describe = () => withBodySchemas(SwaggerModule.createDocument(app, config), OPERATIONS);
  SwaggerModule.setup('docs', app, describe, {
    swaggerOptions: { layout: 'BaseLayout', defaultModelsExpandDepth: -1 },
  });
}
