/** The field of one conversation, for those who send the focus there. */
export function fieldId(conversationId: string): string {
  return `field-${conversationId}`;
}

/** Once what is underway is drawn: the field may have to appear first. */
const DRAWN_MS = 150;

/** After a take or a reopen: the next thing is to write. */
export function focusFieldSoon(conversationId: string): void {
  setTimeout(() => document.getElementById(fieldId(conversationId))?.focus(), DRAWN_MS);
}

/** A button that goes away with its own press would leave the keyboard nowhere: the log takes it over. */
export function keepFocusInPane(): void {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('[role="log"]')?.focus();
  }, DRAWN_MS);
}
