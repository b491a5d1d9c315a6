import { useEffect, useRef, useState } from 'react';
import { base } from '../../shared/address';
import { useClientState, useConversation } from '../../shared/client';
import { type I18n, useI18n } from '../../shared/i18n';
import { go } from '../../shared/route';
import { contactName } from '../contacts/contactName';
import { needsHand } from '../conversations/needs';
import { alertSettings } from './alertSettings';
import { showDesktop } from './desktop';
import { type Leadership, standForLeader } from './leader';
import type { News } from './news';
import { play, unlockAtFirstTouch } from './sound';
import { useNews } from './useNews';

/** Tells of news to the ear, to the screen reader, and to the desktop while the tab is hidden. Draws nothing. */
export function Alerts({ openId }: { openId: string | null }) {
  const { t } = useI18n();
  const leadership = useLeadership();
  const [announcements, announce] = useAnnouncements();
  useTitle(openId);
  useEffect(() => unlockAtFirstTouch(document), []);
  useNews((news) => {
    for (const each of news) announce(newsWords(each, t));
    if (!leadership.current?.isLeader()) return;
    const { isSoundOn, volume, isDesktopOn } = alertSettings();
    const heard = news.filter((each) => isForEars(each, openId));
    if (isSoundOn && heard.length > 0) play(heard.some(isConversation) ? 'conversation' : 'message', volume);
    if (isDesktopOn && document.hidden) for (const each of onePerConversation(news)) notify(each, t);
  });
  return (
    <div className="hidden" aria-live="polite" aria-relevant="additions">
      {announcements.map((each) => (
        <p key={each.id}>{each.words}</p>
      ))}
    </div>
  );
}

/** What stands open before the operator's eyes makes no noise. */
function isForEars({ kind, conversation }: News, openId: string | null): boolean {
  return kind !== 'left' && (document.hidden || conversation.id !== openId);
}

function isConversation({ kind }: News): boolean {
  return kind === 'queued' || kind === 'assigned';
}

function onePerConversation(news: readonly News[]): readonly News[] {
  return news.filter(
    (each, index) => news.findIndex((other) => other.conversation.id === each.conversation.id) === index,
  );
}

function notify(news: News, t: I18n['t']): void {
  const { id } = news.conversation;
  showDesktop({
    title: newsWords(news, t),
    conversationId: id,
    icon: `${base}console/mark.svg`,
    onOpen: () => go({ conversation: id }),
  });
}

function newsWords({ kind, conversation }: News, t: I18n['t']): string {
  const name = contactName(conversation.contact, t);
  const key = {
    message: 'alerts.newMessage',
    queued: 'alerts.newConversation',
    assigned: 'alerts.assigned',
    left: 'alerts.closedByCustomer',
  } as const;
  return t(key[kind], { name });
}

function useLeadership() {
  const leadership = useRef<Leadership | null>(null);
  useEffect(() => {
    leadership.current = standForLeader(navigator.locks);
    return () => leadership.current?.leave();
  }, []);
  return leadership;
}

interface Announcement {
  readonly id: number;
  readonly words: string;
}

const SPOKEN_MS = 10_000;
let lastId = 0;

/** Each piece of news is a line of its own: a later one must not cut off what is just being read aloud. */
function useAnnouncements(): [readonly Announcement[], (words: string) => void] {
  const [lines, setLines] = useState<readonly Announcement[]>([]);
  const announce = (words: string) => {
    lastId += 1;
    const line = { id: lastId, words };
    setLines((all) => [...all, line]);
    setTimeout(() => setLines((all) => all.filter((each) => each !== line)), SPOKEN_MS);
  };
  return [lines, announce];
}

/** How many wait, and with whom the tab is. */
function useTitle(openId: string | null): void {
  const { t } = useI18n();
  const count = useClientState(needsHand);
  const open = useConversation(openId);
  const name = open ? contactName(open.contact, t) : t('list.title');
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${name} · ${t('app.name')}`;
  }, [count, name, t]);
}
