/**
 * An expression in DynamoDB's language without one of its operands, once for each: `a AND b` gives `b` and `a`. Operands in
 * parentheses or in `${…}` are left whole. Nothing where there is no AND and no OR.
 */
export function splitExpression(text: string): readonly string[] {
  const pieces = text.split(/( AND | OR )/);
  const operands: string[] = [];
  const words: string[] = [];
  let depth = 0;
  let current = '';
  for (const piece of pieces) {
    if (depth === 0 && (piece === ' AND ' || piece === ' OR ')) {
      operands.push(current);
      words.push(piece);
      current = '';
      continue;
    }
    current += piece;
    for (const sign of piece) depth += '({'.includes(sign) ? 1 : ')}'.includes(sign) ? -1 : 0;
  }
  operands.push(current);
  if (words.length === 0) return [];
  return operands.map((_, left) => {
    const kept = operands.filter((__, place) => place !== left);
    // The word before the operand leaves with it; with the first, the one behind it does.
    const between = words.filter((__, place) => place !== Math.max(0, left - 1));
    return kept.map((operand, place) => (place === 0 ? '' : (between[place - 1] ?? '')) + operand).join('');
  });
}
