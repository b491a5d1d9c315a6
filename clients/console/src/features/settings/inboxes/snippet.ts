/** The line that puts the widget on a page. `server` without a slash at the end. */
export function snippet(server: string, key: string): string {
  return `<script async src="${server}/widget.js" data-inbox="${key}"></script>`;
}

/** What a page with a Content-Security-Policy must allow besides. */
export function policy(server: string): string {
  const { origin } = new URL(server);
  const socket = origin.replace(/^http/, 'ws');
  return `script-src ${origin}; connect-src ${origin} ${socket}; img-src ${origin}`;
}
