/** Every order is equally likely. @param random from 0 to below 1 */
export function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  const rest = [...items]
  return items.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1))
}
