import { type INestApplication } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { type Problem } from '#contracts';

/** On an operation: the subject of the contract that it passes on, and the example of its contract. */
export const contractExtension = 'x-sala-contract';
export const exampleExtension = 'x-sala-example';

type Json = { [key: string]: unknown };
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** References to another schema's definitions become references to the document's components; schema ids are not URIs. */
const toComponents = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toComponents);
  if (!isJson(value)) return value;
  const entries = Object.entries(value).filter(
    ([key, each]) => !(key === 'id' && typeof each === 'string') && key !== '$schema',
  );
  return Object.fromEntries(
    entries.map(([key, each]) => [
      key,
      key === '$ref' && typeof each === 'string'
        ? each.replace('#/$defs/', '#/components/schemas/')
        : toComponents(each),
    ]),
  );
};

/**
 * A zod schema as JSON Schema 2020-12, which OpenAPI 3.1 speaks. What comes out has its named schemas as components; what
 * goes in stands whole in its place, as defaults make it another schema than what comes out.
 */
const standardSchemaConverter = (schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) => {
  if (!(schema instanceof z.ZodType)) return undefined;
  const target = 'draft-2020-12' as const;
  if (schemaType === 'input')
    return {
      schema: toComponents(z.toJSONSchema(schema, { target, io: 'input', metadata: z.registry<{ id?: string }>() })),
    };
  const { $defs = {}, properties = {} } = z.toJSONSchema(z.object({ root: schema }), { target, io: 'output' });
  return { schema: toComponents(properties['root']), components: toComponents($defs) as Json };
};

const exampleProblem: Problem = {
  type: 'urn:sala:problem:invalid-input',
  title: 'The request is not valid',
  status: 422,
  detail: 'attendees.0.name: must not be empty',
  code: 'invalid-input',
  correlationId: '0b9d1c9e-5c1e-4f53-9a39-7a5cb2f1d1de',
  fields: [{ field: 'attendees.0.name', problem: 'must not be empty' }],
};

const exampleOf = (operation: Json): Json => (isJson(operation[exampleExtension]) ? operation[exampleExtension] : {});
const bodyExample = (operation: Json, content: Json): unknown => {
  const schema = isJson(content['schema']) ? content['schema'] : {};
  const fields = isJson(schema['properties']) ? Object.keys(schema['properties']) : [];
  const { request } = exampleOf(operation);
  const example = isJson(request) ? request : {};
  return Object.fromEntries(Object.entries(example).filter(([key]) => fields.includes(key)));
};

const jsonContent = (part: unknown): Json | undefined => {
  const content = isJson(part) ? part['content'] : undefined;
  const json = isJson(content) ? content['application/json'] : undefined;
  return isJson(json) ? json : undefined;
};

/** Examples of requests and answers from the contracts; errors as application/problem+json. */
const complete = (operation: Json): void => {
  const body = jsonContent(operation['requestBody']);
  if (body !== undefined) body['example'] = bodyExample(operation, body);
  const responses = isJson(operation['responses']) ? operation['responses'] : {};
  for (const [status, response] of Object.entries(responses)) {
    const content = jsonContent(response);
    if (content === undefined || !isJson(response)) continue;
    if (status === '200') content['example'] = exampleOf(operation)['returns'];
    else
      response['content'] = {
        'application/problem+json': { ...content, ...(status === '422' && { example: exampleProblem }) },
      };
  }
  delete operation[exampleExtension];
};

/** The API as OpenAPI 3.1, made of the routes and the contracts. */
export const apiDocument = (app: INestApplication, cookieName: string): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Sala')
    .setDescription(
      'Meetings by video conference: replies, reminders, site checks. Errors are problem+json, in Thai or English by `lang` or Accept-Language.',
    )
    .setVersion('1')
    // Wherever the page comes from, so that a try from it is a request of Sala's own page.
    .addServer('/')
    .addCookieAuth(cookieName)
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter });
  for (const path of Object.values(document.paths))
    for (const operation of Object.values(path)) if (isJson(operation)) complete(operation);
  return document;
};

/** /openapi.json and Swagger UI at /docs. */
export const serveApiDocs = (app: NestFastifyApplication, cookieName: string): void => {
  const document = apiDocument(app, cookieName);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Sala API',
  });
};
