import type { ItemReader } from '@understudy/route';

/** An object that is stored as JSON text. @throws as the reader does, where it is none */
export function readJson(read: ItemReader, name: string): Readonly<Record<string, unknown>> {
  const data = parse(read.text(name));
  if (typeof data === 'object' && data !== null && !Array.isArray(data))
    return data as Readonly<Record<string, unknown>>;
  throw read.corrupt(name, 'it must be the JSON text of an object');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
