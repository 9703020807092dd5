/** Small turns of phrase. */

/** So many things: "1 quote", "2 quotes". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
