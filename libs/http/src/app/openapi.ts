import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The description of the API, made from its code. */
export function openApiOf(app: NestFastifyApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Jalons')
    .setDescription("Suivi de parcours d'une Cité de l'Emploi")
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addCookieAuth('__Host-sid')
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}

/** Serves it as JSON alone: the usual page of documentation brings scripts that our policy refuses. */
export function serveOpenApi(app: NestFastifyApplication, version: string): void {
  SwaggerModule.setup('api/v1/openapi', app, () => openApiOf(app, version), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'api/v1/openapi.json',
  });
}
