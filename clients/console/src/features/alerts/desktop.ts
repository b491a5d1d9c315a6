/** Notifications of the system. They name the person, never the words: a screen may be seen by others. */
export type Permission = 'granted' | 'denied' | 'default' | 'none';

export function permission(): Permission {
  return 'Notification' in window ? Notification.permission : 'none';
}

/** Only from a button: a page that asks by itself is refused for good by many browsers. */
export async function askPermission(): Promise<Permission> {
  return 'Notification' in window ? Notification.requestPermission() : 'none';
}

export interface DesktopNotice {
  readonly title: string;
  /** One notification for each conversation: a newer one takes the place of the older. */
  readonly conversationId: string;
  readonly icon: string;
  readonly onOpen: () => void;
}

export function showDesktop({ title, conversationId, icon, onOpen }: DesktopNotice): void {
  if (permission() !== 'granted') return;
  try {
    const notice = new Notification(title, { tag: conversationId, icon, silent: true });
    notice.onclick = () => {
      window.focus();
      notice.close();
      onOpen();
    };
  } catch {
    // Some phones allow them from service workers only.
  }
}
