/** A sentence that names the option, the value that it has, and what would be right. */
export function describeMisfit(option: string, value: string, expected: string): string {
  return `--${option} is "${value}"; expected ${expected}.`;
}
