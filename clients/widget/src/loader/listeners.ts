import type { WidgetEvents } from '../contract';

type Listener<K extends keyof WidgetEvents> = (value: WidgetEvents[K]) => void;

/** What the page listens to. A listener that throws is the page's own error, and harms nobody else. */
export class Listeners {
  private readonly held = new Map<string, Set<Listener<never>>>();

  on<K extends keyof WidgetEvents>(name: K, listener: Listener<K>): () => void {
    const listeners = this.held.get(name) ?? new Set();
    this.held.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  tell<K extends keyof WidgetEvents>(name: K, value: WidgetEvents[K]): void {
    for (const listener of [...(this.held.get(name) ?? [])] as Listener<K>[]) {
      try {
        listener(value);
      } catch (error) {
        setTimeout(() => {
          throw error;
        });
      }
    }
  }
}
