/** As the server keeps them: small letters, words without spaces around, at most ten. */
const MOST = 10;

export function tagsOf(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(/[,;\n]/)
        .map(asTag)
        .filter(Boolean),
    ),
  ].slice(0, MOST);
}

export function withTag(tags: readonly string[], text: string): readonly string[] {
  return [...new Set([...tags, ...tagsOf(text)])].slice(0, MOST);
}

function asTag(text: string): string {
  return text.trim().toLocaleLowerCase().replace(/\s+/g, '-');
}
