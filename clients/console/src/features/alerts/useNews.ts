import { useEffect, useEffectEvent } from 'react';
import { useClient } from '../../shared/client';
import { type News, NewsFinder, together } from './news';

/** One action makes several events, and the routing answers a moment later: they are told together. */
const GATHER_MS = 250;

/** Calls `tell` with what just happened, gathered. Own takes are no news. */
export function useNews(tell: (news: readonly News[]) => void): void {
  const client = useClient();
  const latest = useEffectEvent(tell);
  useEffect(() => {
    const finder = new NewsFinder();
    finder.reset(client.state.conversations);
    let gathered: News[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const news = together(gathered);
      gathered = [];
      latest(news);
    };
    const stops = [
      client.on('snapshot', () => finder.reset(client.state.conversations)),
      client.on('event', (event) => {
        const { conversations, me, pending } = client.state;
        const found = finder.find(event, conversations, me?.id ?? null);
        if (!found) return;
        const isOwn =
          found.kind === 'assigned' &&
          pending.some((each) => {
            const isTake = each.command.type === 'take' || each.command.type === 'reopen';
            return isTake && each.conversationId === found.conversation.id;
          });
        if (isOwn) return;
        gathered.push(found);
        timer ??= setTimeout(flush, GATHER_MS);
      }),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client]);
}
