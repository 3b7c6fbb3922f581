import type { TopologyProblem, TopologyProblemCode } from './errors.ts';
import { showKey, showValue } from './show-value.ts';

/** From the root of the file to a key or to an element of a list. */
export type Path = readonly (string | number)[];

/** Something wrong, before its place in the text is looked up. */
export interface Finding {
  readonly code: TopologyProblemCode;
  readonly path: Path;
  /** Whether the key or its value is at fault, or the offset in the text. */
  readonly at: 'key' | 'value' | number;
  /** What would be right, as the end of the sentence "… is 5; expected …". */
  readonly expected: string;
  /** What is wrong with it in words, where no value tells: "is missing". */
  readonly says?: string;
  /** The faulty value; absent if the key is missing or its value must not be shown. */
  readonly found?: { readonly value: unknown; readonly isDefault?: boolean };
}

/** Gives a finding its place and its sentence. */
export function placeProblem(
  { code, path, expected, says, found }: Finding,
  file: string,
  { line, column }: { readonly line: number; readonly column: number },
): TopologyProblem {
  const value = found === undefined ? '' : showValue(found.value);
  const is = says ?? `is ${value}${found?.isDefault === true ? ' (the default)' : ''}`;
  const name = formatPath(path);
  const message = `${file}:${line}:${column} ${code}: ${name === '' ? 'the file' : name} ${is}; expected ${expected}.`;
  return { code, path: name, file, line, column, value, expected, message };
}

/** `regions.data[1].name` */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? showKey(part) : `${text}.${showKey(part)}`;
  }, '');
}
