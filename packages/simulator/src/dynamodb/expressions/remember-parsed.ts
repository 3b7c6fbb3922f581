/** Programs send the same few expressions again and again; more texts than this come from fuzzing. */
const MOST_REMEMBERED = 2_000;

/** Parses a text once. What cannot be parsed is not kept, and fails each time. */
export function rememberParsed<Syntax>(parse: (text: string) => Syntax): (text: string) => Syntax {
  const parsed = new Map<string, Syntax>();
  return (text) => {
    const known = parsed.get(text);
    if (known !== undefined) return known;
    const syntax = parse(text);
    if (parsed.size >= MOST_REMEMBERED) parsed.clear();
    parsed.set(text, syntax);
    return syntax;
  };
}
