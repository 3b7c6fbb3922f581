/** DynamoDB takes attribute names up to 64 KB, 255 bytes where an index may use them; `aws:` is AWS's own. */
export function isStampAttribute(name: string): boolean {
  const bytes = new TextEncoder().encode(name).length;
  return bytes >= 1 && bytes <= 255 && !name.toLowerCase().startsWith('aws:');
}
