import 'reflect-metadata';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { routed } from '#contracts';
import { GatewayConfig } from '../config.js';
import { GatewayModule } from '../gateway.module.js';
import { apiDocument } from './api-docs.js';

type Content = { schema: object; example?: unknown };
type Parameter = { name: string; in: string; required: boolean; schema: { type?: string; default?: unknown } };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  responses: Record<string, { content?: Record<string, Content> }>;
  requestBody?: { content: Record<string, Content> };
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>>; components: object };

const config = GatewayConfig.parse({
  SALA_HTTP_PORT: '0',
  NATS_URL: 'nats://127.0.0.1:1',
  SALA_PUBLIC_URL: 'http://sala.example',
});

describe('the API’s document', () => {
  let document: Document;
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
    );
  const fileRoutes = routed.flatMap(({ http }) =>
    'answer' in http && http.answer === 'file' ? [`${http.method} ${http.path.replace(/:(\w+)/g, '{$1}')}`] : [],
  );
  const answersFile = (name: string) => fileRoutes.includes(name);
  const parametersOf = (name: string) => operations().find((each) => each.name === name)?.operation.parameters ?? [];

  beforeAll(async () => {
    const module = await Test.createTestingModule({ controllers: GatewayModule.forRoot(config).controllers ?? [] })
      .useMocker(() => ({}))
      .compile();
    document = apiDocument(
      module.createNestApplication<NestFastifyApplication>(new FastifyAdapter()),
      'sala-session',
    ) as unknown as Document;
  });

  it('is OpenAPI 3.1 and has every request that people may send, each under a name of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    const wanted = routed.map(({ http: { method, path } }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(wanted.sort());
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has an example for every body and answer, which its own schema accepts, and problem+json for errors', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'doc', ...document });
    const check = (name: string, { schema, example }: Content) => {
      expect([name, example]).not.toEqual([name, undefined]);
      const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"doc#/components')) as object;
      const valid = ajv.compile(local)(example);
      expect([name, valid]).toEqual([name, true]);
    };
    let seen = 0;
    for (const {
      name,
      operation: { requestBody, responses },
    } of operations()) {
      const body = requestBody?.content['application/json'];
      if (body) check(`${name} body`, body);
      for (const [status, { content }] of Object.entries(responses)) {
        if (status === '204') continue;
        if (status === '200' && answersFile(name)) {
          expect([name, content]).toEqual([name, { '*/*': { schema: { type: 'string', format: 'binary' } } }]);
          continue;
        }
        const type = status === '200' ? 'application/json' : 'application/problem+json';
        expect([name, status, Object.keys(content ?? {})]).toEqual([name, status, [type]]);
        const answer = content?.[type];
        if (status === '200' && answer) check(`${name} 200`, answer);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(200);
  });

  it('says where each field of a request stands, of what type it is, and what it is when left out', () => {
    expect(parametersOf('GET /api/v1/invitations/{invitationId}')).toMatchObject([
      { name: 'invitationId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'before', in: 'query', required: false, schema: { type: 'integer' } },
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer', default: 20 } },
    ]);
    expect(
      parametersOf('GET /api/v1/meetings/{meetingId}/deliveries').find(({ name }) => name === 'failed')?.schema.type,
    ).toBe('boolean');
    expect(
      operations().flatMap(
        ({ operation }) =>
          JSON.stringify(operation.requestBody ?? {}).match(
            /"(enteredBy|takenBackBy|recordedBy|correctedBy|withdrawnBy)"/g,
          ) ?? [],
      ),
    ).toEqual([]);
  });
});
