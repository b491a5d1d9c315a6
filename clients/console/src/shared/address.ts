/**
 * Where this installation lives. The server writes its own path into `<base href>`, so the same files work at the
 * root of a host and under a path of somebody else's: `/`, `/chat/`.
 */
export const base = new URL('.', document.baseURI).href;

/** For the SDK: without a slash at the end. */
export const serverUrl = base.replace(/\/$/, '');

export const apiUrl = `${base}api/operator/v1`;
