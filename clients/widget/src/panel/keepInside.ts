const STOPS = 'button, textarea, input, a[href], [tabindex="0"]';

/** Tab goes round inside the box, while the focus is in it. */
export function keepInside(box: HTMLElement | null, event: KeyboardEvent): void {
  const reachable = [...(box?.querySelectorAll<HTMLElement>(STOPS) ?? [])].filter(isReachable);
  const active = (box?.getRootNode() as ShadowRoot).activeElement;
  const [first, last] = [reachable[0], reachable.at(-1)];
  const leaves = event.shiftKey ? active === first || active === box : active === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Of the radio buttons of a group Tab reaches one. */
function isReachable(stop: HTMLElement): boolean {
  if (stop.tabIndex < 0 || stop.getClientRects().length === 0 || stop.matches(':disabled')) return false;
  if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio') return true;
  const group = [...(stop.closest('[role=radiogroup]')?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  return stop === (group.find((radio) => radio.checked) ?? group[0]);
}
