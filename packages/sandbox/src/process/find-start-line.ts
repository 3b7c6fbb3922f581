export interface StartLine {
  readonly address: string;
}

/** The first line of JSON that says an address. */
export function findStartLine(lines: readonly string[]): StartLine | undefined {
  return lines.map(parse).find((line) => line !== undefined);
}

function parse(line: string): StartLine | undefined {
  try {
    const { address } = JSON.parse(line) as { readonly address?: unknown };
    return typeof address === 'string' ? { address } : undefined;
  } catch {
    return undefined;
  }
}
