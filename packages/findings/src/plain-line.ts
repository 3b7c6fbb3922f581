/**
 * A text as one line: line breaks, tabs, and characters that steer a terminal or turn the direction of a text become blanks.
 */
export function plainLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
}
