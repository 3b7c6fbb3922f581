import { jsonOf, type CommandContext } from '@understudy/command-line';

/** Writes results as `-o` or `--json` ask for. */
export function resultWriter(
  { options: { json } }: { readonly options: { readonly json: boolean } },
  { out, result }: CommandContext,
): (value: object, render: () => string) => void {
  return (value, render) => {
    if (json) out(`${jsonOf(value)}\n`);
    else result(value, render);
  };
}
