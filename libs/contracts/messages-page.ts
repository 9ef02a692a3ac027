import { z } from 'zod';
import { events, rpcs } from './catalogue.js';
import { type EventContract, type RpcContract } from './contract.js';

type JsonSchema = {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
  properties?: Record<string, JsonSchema>;
  required?: string[];
};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { io }) as JsonSchema;
const wordLink = (name: string): string => `[${name}](#${name.toLowerCase()})`;

/** A schema in a word or two: its component's name, else its form. */
const typeWord = (schema: JsonSchema): string => {
  if (schema.$ref !== undefined) return wordLink(schema.$ref.split('/').at(-1) ?? '');
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options.map(typeWord).join(' or ');
  if (schema.type === 'array') return `list of ${schema.items === undefined ? 'anything' : typeWord(schema.items)}`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
    return `map to ${typeWord(schema.additionalProperties)}`;
  return schema.format ?? schema.type ?? 'anything';
};

const fieldList = (schema: JsonSchema): string => {
  if (schema.properties === undefined) return typeWord(schema);
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => `\`${name}\`${schema.required?.includes(name) === true ? '' : '?'} ${typeWord(field)}`,
  );
  return fields.length === 0 ? 'nothing' : fields.join(' · ');
};

const code = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value)}\n\`\`\``;
const details = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;

const routeOf = ({ http }: RpcContract): string[] => {
  if (http === undefined) return [];
  const opens = typeof http.opens === 'string' ? http.opens : http.opens.join(', ');
  return [`Over HTTP: \`${http.method} ${http.path}\`, opens to ${opens}`];
};

const rpcSection = (contract: RpcContract): string =>
  [
    `### ${contract.subject}`,
    contract.summary + '.',
    ...routeOf(contract),
    `Request: ${fieldList(schemaOf(contract.request, 'input'))}`,
    `Returns: ${fieldList(schemaOf(contract.returns, 'output'))}`,
    details('Example', `${code(contract.example.request)}\n\n${code(contract.example.returns)}`),
  ].join('\n\n');

const eventSection = (contract: EventContract): string =>
  [
    `### ${contract.subject}`,
    contract.summary + '.',
    `Data: ${fieldList(schemaOf(contract.data, 'output'))}`,
    details('Example', code(contract.example)),
  ].join('\n\n');

/** The named parts that messages are made of, each once. */
const wordSections = (): string[] => {
  const words = new Map<string, JsonSchema>();
  for (const contract of [
    ...rpcs.flatMap(({ request, returns }) => [request, returns]),
    ...events.map(({ data }) => data),
  ]) {
    for (const [name, schema] of Object.entries(schemaOf(contract, 'output').$defs ?? {})) words.set(name, schema);
  }
  return [...words]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(
      ([name, schema]) =>
        `### ${name}\n\n${fieldList(schema)}${schema.pattern === undefined ? '' : `, \`${schema.pattern}\``}`,
    );
};

/** docs/messages.md, made from the contracts alone: the page cannot say what the code does not. */
export const messagesPage = (): string =>
  [
    '# Messages',
    'Made by `npm run docs` from libs/contracts; a test compares the two. `?` marks a field that may be left out.',
    `Requests go to one replica of the service in the subject's second word and are answered. Events are kept in JetStream, in an envelope of \`id\`, \`subject\`, \`occurredAt\`, \`aggregateId\`, \`revision\`, \`correlationId\` and \`data\`.`,
    `## Requests (${rpcs.length})`,
    ...rpcs.map(rpcSection),
    `## Events (${events.length})`,
    ...events.map(eventSection),
    '## Words',
    ...wordSections(),
  ].join('\n\n') + '\n';
