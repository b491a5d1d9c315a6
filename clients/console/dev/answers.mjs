/** How the stub answers: refusals, changed rows, and where a conversation stands. */
export class Refusal extends Error {
  constructor(status, code, detail) {
    super(code);
    this.problem = { type: `about:${code}`, title: code, status, code, detail, retry_ms: null };
  }
}

export const entryEvent = (entry, cause) => ({ type: 'entry', cause, entry: { ...entry } });
export const rowEvent = (row) => ({ type: 'conversation', conversation: { ...row, version: ++row.version } });
export const operatorEvent = (row) => ({ type: 'operator', operator: { ...row, version: ++row.version } });

export function resultOf({ id, status, operator_id }) {
  return { conversation_id: id, status, operator_id };
}
