/** The first sentence of a text: for places that have one line. */
export function firstSentence(text: string): string {
  const [sentence = text] = text.split(/(?<=[.?!])\s+(?=\p{Lu})/u);
  return sentence;
}
