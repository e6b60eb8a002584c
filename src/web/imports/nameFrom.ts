/** `my_schools-2024.csv` → `My schools 2024`. */
export function nameFrom(fileName: string): string {
  const name = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[_\-.]+/g, ' ')
    .trim();
  return (name.charAt(0).toLocaleUpperCase('en-GB') + name.slice(1)).slice(0, 120);
}
