import type { PostgresType } from 'postgres';
import { parse } from 'postgres-array';

/**
 * The arrays that are read and written here, by PostgreSQL's own numbers. The driver would ask each new connection for
 * all there are, and nobody catches that question when the connection is lost before it is answered.
 */
export const arrayTypes: Record<string, PostgresType> = {
  booleans: arrayOf(1000, (text) => text === 't'),
  integers: arrayOf(1007, Number),
  texts: arrayOf(1009, String),
  numbers: arrayOf(1022, Number),
  identifiers: arrayOf(2951, String),
};

function arrayOf(number: number, read: (text: string) => unknown): PostgresType {
  return { to: number, from: [number], serialize: written, parse: (text: string) => parse(text, read) };
}

/** A literal of PostgreSQL; a text is one already. */
function written(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((one) => (one === null ? 'null' : quoted(String(one)))).join(',')}}`;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
