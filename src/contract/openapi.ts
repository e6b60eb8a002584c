import { z } from 'zod';
import { pathKeys, type Endpoint } from './endpoint.ts';
import { problem } from './problem.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of a list of endpoints: zod's own JSON Schema, nothing written by hand. */
export function openapi(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Reedbed', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: z.toJSONSchema(problem, { target: 'draft-2020-12' }) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'reedbed_session' } },
    },
  };
}

function operation(endpoint: Endpoint): Json {
  const schema = z.toJSONSchema(endpoint.input, { io: 'input' }) as {
    properties?: Json;
    required?: string[];
  };
  const properties = schema.properties ?? {};
  const required = new Set(schema.required ?? []);
  const inPath = pathKeys(endpoint.path);
  const rest = Object.keys(properties).filter((key) => !inPath.includes(key));
  const inBody = endpoint.form !== 'upload' && (endpoint.method === 'POST' || endpoint.method === 'PUT');
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    'x-act': endpoint.act,
    ...(endpoint.act === 'public' ? {} : { security: [{ session: [] }] }),
    parameters: [
      ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] })),
      ...(inBody
        ? []
        : rest.map((name) => ({
            name,
            in: 'query',
            required: required.has(name),
            schema: properties[name],
          }))),
    ],
    ...requestBody(endpoint, inBody, rest, properties, required),
    responses: {
      ...answer(endpoint),
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function requestBody(
  endpoint: Endpoint,
  inBody: boolean,
  keys: string[],
  properties: Json,
  required: Set<string>,
): Json {
  if (endpoint.form === 'upload') {
    return { requestBody: { required: true, content: { 'application/octet-stream': {} } } };
  }
  if (!inBody) return {};
  const schema = {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, properties[key]])),
    required: keys.filter((key) => required.has(key)),
  };
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function answer(endpoint: Endpoint): Json {
  if (endpoint.form === 'redirect') return { '303': { description: endpoint.summary } };
  return { [String(endpoint.status)]: { description: endpoint.summary, content: answerContent(endpoint) } };
}

function answerContent(endpoint: Endpoint): Json {
  if (endpoint.form === 'download' || endpoint.form === 'played') return { 'application/octet-stream': {} };
  const type = endpoint.form === 'events' ? 'text/event-stream' : 'application/json';
  return { [type]: { schema: z.toJSONSchema(endpoint.output) } };
}
