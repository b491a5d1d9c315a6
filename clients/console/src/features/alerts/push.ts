import type { Client } from '@besedka/sdk';
import { base } from '../../shared/address';

/** The second alarm: this browser is told by its own push service, also when the console is closed. */
export interface PushState {
  readonly key: string;
  readonly subscriptions: readonly { readonly id: string; readonly endpoint: string }[];
}

export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** This browser's subscription, if it has one and the server knows it; answers its id there. */
export async function pushId(client: Client): Promise<string | null> {
  const registration = await navigator.serviceWorker.getRegistration(scope());
  const own = await registration?.pushManager.getSubscription();
  if (!own) return null;
  const { subscriptions } = await client.request<PushState>('GET', '/push');
  return subscriptions.find((each) => each.endpoint === own.endpoint)?.id ?? null;
}

/** Only from a button: the browser asks its person. */
export async function startPush(client: Client): Promise<string> {
  const { key } = await client.request<PushState>('GET', '/push');
  const registration = await navigator.serviceWorker.register(`${scope()}push-worker.js`, { scope: scope() });
  const own = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = own.toJSON();
  const made = await client.request<{ id: string }>('POST', '/push', {
    endpoint,
    p256dh: keys?.p256dh,
    auth: keys?.auth,
  });
  return made.id;
}

export async function stopPush(client: Client, id: string): Promise<void> {
  await client.request('DELETE', `/push/${id}`);
  const registration = await navigator.serviceWorker.getRegistration(scope());
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

function scope(): string {
  return `${base}console/`;
}
