/** Finds things in the shadow root as a person would: by role and name, if they are to be seen. */
export function within(root: ShadowRoot) {
  const all = (selector: string) =>
    [...root.querySelectorAll<HTMLElement>(selector)].filter((each) => each.closest('[hidden]') === null);
  const nameOf = (each: HTMLElement) => each.getAttribute('aria-label') ?? each.textContent?.trim() ?? '';
  const find = (selector: string, name: string | RegExp) =>
    all(selector).filter((each) =>
      typeof name === 'string' ? nameOf(each) === name : name.test(nameOf(each)),
    );
  const one = <T extends HTMLElement>(selector: string, name: string | RegExp): T => {
    const found = find(selector, name);
    if (found.length !== 1) throw new Error(`${found.length} of ${selector} named ${name}`);
    return found[0] as T;
  };
  return {
    root,
    button: (name: string | RegExp) => one<HTMLButtonElement>('button', name),
    hasButton: (name: string | RegExp) => find('button', name).length > 0,
    /** An input or a text area, by the label that is tied to it. */
    input: (label: string): HTMLInputElement => {
      const named = all('label').filter((each) => each.textContent?.trim() === label);
      if (named.length !== 1) throw new Error(`${named.length} labels ${label}`);
      const [tied] = named as [HTMLLabelElement];
      return (tied.querySelector('input, textarea') ?? root.getElementById(tied.htmlFor)) as HTMLInputElement;
    },
    form: () => all('form[aria-label]')[0] ?? null,
    sheet: () => all('.sheet')[0] ?? null,
    strip: () => all('.strip [role=status]')[0]?.textContent ?? null,
    field: () => one<HTMLTextAreaElement>('textarea', 'Message'),
    log: () => one('[role=log]', 'Conversation'),
    dialog: () => all('[role=dialog]')[0] ?? null,
    texts: () => all('.text').map((each) => each.textContent),
    ticks: () => all('.tick').map((each) => each.getAttribute('aria-label')),
    notices: () => all('.notice').map((each) => each.textContent),
    status: () =>
      all('[role=status]')
        .map((each) => each.textContent?.trim())
        .filter(Boolean),
    write(text: string) {
      const field = one<HTMLTextAreaElement>('textarea', 'Message');
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    press(key: string, target: Element | null = root.activeElement, more: KeyboardEventInit = {}) {
      target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    },
  };
}
