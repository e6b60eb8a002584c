import { z } from 'zod';
import { endpoint, nothing } from './endpoint.ts';

export const health = endpoint({
  id: 'installation.health',
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the server and its database answer',
  act: 'public',
  input: nothing,
  output: z.object({ status: z.literal('ready'), version: z.string() }),
});

export const openapi = endpoint({
  id: 'installation.openapi',
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This description of the interface',
  act: 'public',
  input: nothing,
  output: z.record(z.string(), z.unknown()),
});
