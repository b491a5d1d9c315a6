/* The second alarm, also when no tab of the console is open. It knows no names and no texts: only which conversation. */
const WORDS = {
  en: { title: 'A conversation waits for you', body: 'Open it, or a colleague will take over.' },
  ru: { title: 'Вас ждёт беседа', body: 'Откройте её, иначе ответит коллега.' },
};

self.addEventListener('push', (event) => {
  const { conversation_id: id } = event.data ? event.data.json() : {};
  const words = self.navigator.language.startsWith('ru') ? WORDS.ru : WORDS.en;
  event.waitUntil(
    self.registration.showNotification(words.title, {
      body: words.body,
      tag: `alarm ${id}`,
      renotify: true,
      requireInteraction: true,
      icon: 'mark.svg',
      data: id,
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

async function open(id) {
  const here = self.registration.scope.replace(/\/$/, '');
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const tab = tabs.find((each) => each.url.startsWith(here));
  if (tab) return tab.focus();
  return self.clients.openWindow(id ? `${here}?conversation=${encodeURIComponent(id)}` : here);
}
