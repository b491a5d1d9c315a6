const FRAGMENT = /^#besedka=(r\.[\w.-]{1,500})$/;

/** The token of a return link, taken out of the page's address so that it is neither seen, shared nor kept there. */
export function takeReturnToken({ location, history }: Window): string | null {
  const token = FRAGMENT.exec(location.hash)?.[1] ?? null;
  if (token) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
