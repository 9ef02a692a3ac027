import { z } from 'zod';
import { type Opens } from './rights.js';
import { strictly } from './strictness.js';

type ApiPath = `/api/v1/${string}`;

/** How a request is sent over HTTP. Path parameters are fields of the request; of the others GET takes its query, the rest a JSON body. */
export type HttpRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: ApiPath;
  readonly opens: Opens;
  /** The field that says who did it: filled in with who is signed in, never by the sender. */
  readonly staffIn?: string;
  /** Fields of the path that the body may hold as well, so that what was read can be sent back; the path's count. */
  readonly mayRepeat?: readonly string[];
  /**
   * What comes back where it is not what the contract returns, as JSON: nothing (204), a stream of server-sent events that
   * each hold one, or the content of the file that it names (the contract returns `FileMade`).
   */
  readonly answer?: 'nothing' | 'events' | 'file';
  /** How long the service has, where its work takes longer than a moment. */
  readonly timeoutMs?: number;
  /** A list that may be long; without it the body is what a person types. */
  readonly bodyLimit?: 'list';
  /** The body is a file, as it stands on a disk; what is said of it stands in the query. */
  readonly body?: 'file';
};

/** A request that is sent over HTTP. */
export type Routed<Request extends z.ZodType = z.ZodType, Http extends HttpRoute = HttpRoute> = {
  readonly request: Request;
  readonly http: Http;
};

type FieldOf<Request extends z.ZodType> = Extract<keyof z.input<Request>, string>;
type PathField<Path extends string> = Path extends `${string}/:${infer Field}/${infer Rest}`
  ? Field | PathField<`/${Rest}`>
  : Path extends `${string}/:${infer Field}`
    ? Field
    : never;
type StaffField<Http> = Http extends { readonly staffIn: infer Field extends string } ? Field : never;
/** What makes a route wrong for its request, as a type that it does not fit. */
export type Fits<Http, Request extends z.ZodType> = Http extends { readonly path: infer Path extends string }
  ? [PathField<Path> | StaffField<Http>] extends [FieldOf<Request>]
    ? unknown
    : { readonly path: `not a field of the request: ${Exclude<PathField<Path> | StaffField<Http>, FieldOf<Request>>}` }
  : unknown;

/** What a sender says of a request. */
export type HttpAsk<C extends Routed> = Omit<z.input<C['request']>, StaffField<C['http']>>;
export type PathOf<C extends Routed> = Pick<
  z.output<C['request']>,
  PathField<C['http']['path']> & keyof z.output<C['request']>
>;
/** What stands in the query of a GET, or in the body of any other request. */
export type RestOf<C extends Routed> = Omit<
  z.output<C['request']>,
  PathField<C['http']['path']> | StaffField<C['http']>
>;

const pathFields = (path: string): string[] =>
  path.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : []));

const shapeOf = ({ request }: Routed): z.ZodRawShape => {
  if (!(request instanceof z.ZodObject)) throw new Error('only a request of named fields can be sent over HTTP');
  return request.shape;
};

/** @throws if the route names a field that the request does not have */
export const checkRoute = (contract: Routed): void => {
  const { path, staffIn, mayRepeat = [] } = contract.http;
  const inPath = pathFields(path);
  const shape = shapeOf(contract);
  for (const field of [...inPath, ...(staffIn === undefined ? [] : [staffIn]), ...mayRepeat]) {
    if (!Object.hasOwn(shape, field)) throw new Error(`${path} names ${field}, which its request does not have`);
  }
  for (const field of mayRepeat)
    if (!inPath.includes(field)) throw new Error(`${path} has no ${field} that a body could repeat`);
  if (new Set(inPath).size !== inPath.length || (staffIn !== undefined && inPath.includes(staffIn)))
    throw new Error(`${path} fills a field twice`);
};

const picked = (shape: z.ZodRawShape, fields: readonly string[]): z.ZodRawShape =>
  Object.fromEntries(Object.entries(shape).filter(([field]) => fields.includes(field)));

const restFields = (contract: Routed): string[] => {
  const { path, staffIn } = contract.http;
  const elsewhere = new Set([...pathFields(path), staffIn]);
  return Object.keys(shapeOf(contract)).filter((field) => !elsewhere.has(field));
};

/** The fields of the request that stand in its address. */
export const pathSchemaOf = <C extends Routed>(contract: C): z.ZodType<PathOf<C>> => {
  return strictly(z.object(picked(shapeOf(contract), pathFields(contract.http.path)))) as unknown as z.ZodType<
    PathOf<C>
  >;
};

/** Whether what is said stands in the query: a request that has no body, or whose body is a file. */
export const takesQuery = ({ http: { method, body } }: Routed): boolean => method === 'GET' || body === 'file';

/** The fields of a request that stand in its query. */
export const querySchemaOf = <C extends Routed>(contract: C): z.ZodType<RestOf<C>> => {
  return strictly(z.object(picked(shapeOf(contract), restFields(contract)))) as unknown as z.ZodType<RestOf<C>>;
};

/** Whether a request carries a body of fields: all but GET, what carries a file, and DELETE where nothing is left to say. */
export const takesBody = (contract: Routed): boolean =>
  !takesQuery(contract) && (contract.http.method !== 'DELETE' || restFields(contract).length > 0);

/** The fields of the request that stand in its body. A body of which nothing has to be said may be left out. */
export const bodySchemaOf = <C extends Routed>(contract: C): z.ZodType<RestOf<C>> => {
  const { method, mayRepeat = [] } = contract.http;
  const fields = restFields(contract);
  const shape = shapeOf(contract);
  // A request that stands in its body whole keeps its rules; those of one in parts are checked by the service.
  const whole = fields.length === Object.keys(shape).length;
  const repeated = Object.fromEntries(
    Object.entries(shape).flatMap(([field, schema]) =>
      mayRepeat.includes(field) ? [[field, z.optional(schema)]] : [],
    ),
  );
  const schema =
    whole && fields.length > 0 ? contract.request : strictly(z.object({ ...repeated, ...picked(shape, fields) }));
  const mayBeLeftOut = method === 'DELETE' || schema.safeParse({}).success;
  return (mayBeLeftOut ? schema.optional() : schema) as unknown as z.ZodType<RestOf<C>>;
};

export type HttpRequest = { readonly method: HttpRoute['method']; readonly path: string; readonly body?: unknown };

/** How a client sends a request: method, address and body. */
export const httpRequestOf = <C extends Routed>(contract: C, request: HttpAsk<C>): HttpRequest => {
  const { method, path } = contract.http;
  const said: Readonly<Record<string, unknown>> = request;
  const address = path.replace(/:([^/]+)/g, (_whole, field: string) => {
    const value = said[field];
    if (value === undefined || value === '') throw new Error(`${path} takes ${field}`);
    return encodeURIComponent(String(value));
  });
  const rest = restFields(contract).flatMap((field) =>
    said[field] === undefined ? [] : [[field, said[field]] as const],
  );
  if (!takesQuery(contract))
    return { method, path: address, ...(takesBody(contract) && rest.length > 0 && { body: Object.fromEntries(rest) }) };
  const query = new URLSearchParams(rest.map(([field, value]) => [field, String(value)])).toString();
  return { method, path: query === '' ? address : `${address}?${query}` };
};
