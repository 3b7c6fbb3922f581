/** Whether two addresses with ports are the same: IPv6 has many spellings. */
export function sameAddress(one: string, other: string): boolean {
  return one === other || spell(one) === spell(other);
}

function spell(address: string): string {
  return address.startsWith('[') && URL.canParse(`http://${address}`)
    ? new URL(`http://${address}/`).host
    : address;
}
