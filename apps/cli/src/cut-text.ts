/** A text of at most `width` characters; what was cut off is shown by `…`. */
export function cutText(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
