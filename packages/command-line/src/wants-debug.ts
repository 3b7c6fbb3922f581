/** Whether stacks and causes are shown: `--debug`, or UNDERSTUDY_DEBUG in the environment. */
export function wantsDebug(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return argv.includes('--debug') || (env['UNDERSTUDY_DEBUG'] ?? '') !== '';
}
