import { stringify } from 'yaml';
import { jsonOf } from './json-of.ts';

/** A value as one YAML document, which begins with `---`; bytes as base64. */
export function yamlOf(value: unknown): string {
  return `---\n${stringify(JSON.parse(jsonOf(value)), { lineWidth: 0 })}`;
}
