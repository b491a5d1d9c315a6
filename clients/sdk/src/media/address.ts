/** Where a path that the server gave leads; `base`: where Besedka answers. */
export function addressIn(base: string, path: string): string {
  return `${base}/${path.replace(/^\//, '')}`;
}

/** Whether a signed address is past its time. */
export function isStale(path: string, now: number): boolean {
  const end = Number(new URLSearchParams(path.split('?')[1]).get('e'));
  return end > 0 && end * 1000 < now;
}

/** How a file card calls the kind of a file: by the end of its name. */
export function endingOf(name: string): string {
  return /\.(\w{1,4})$/.exec(name)?.[1]?.toUpperCase() ?? '';
}
