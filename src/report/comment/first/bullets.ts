/**
 * A titled list, or nothing where no item has text: an empty item right below a line would turn that line into a
 * heading. `items` must be escaped already.
 */
export function bullets(title: string, items: readonly string[], limit: number): string {
  const shown = items.filter((item) => item !== '').slice(0, limit);
  return shown.length === 0 ? '' : [`**${title}:**`, '', ...shown.map((item) => `- ${item}`)].join('\n');
}
