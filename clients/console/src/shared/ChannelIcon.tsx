import styles from './ChannelIcon.module.css';
import { type I18n, type Key, useI18n } from './i18n';
import {
  IconBrandFacebook,
  IconBrandTelegram,
  IconBrandVk,
  IconDeviceMobile,
  IconMail,
  IconMessage,
  IconMessages,
  IconPhone,
  IconWorld,
} from './icons';

const ICONS = {
  site: IconWorld,
  app: IconDeviceMobile,
  telegram: IconBrandTelegram,
  vk: IconBrandVk,
  viber: IconMessage,
  facebook: IconBrandFacebook,
  max: IconMessages,
  voice: IconPhone,
  mail: IconMail,
} as const;

type Known = keyof typeof ICONS;

function isKnown(channel: string): channel is Known {
  return Object.hasOwn(ICONS, channel);
}

export function channelName(channel: string, t: I18n['t']): string {
  return isKnown(channel) ? t(`channel.${channel}` satisfies Key) : t('channel.other');
}

/** The channel in its colour; its name stands beside it or in the name of the row. */
export function ChannelIcon({ channel, size = 18 }: { channel: string; size?: number }) {
  const { t } = useI18n();
  const Icon = isKnown(channel) ? ICONS[channel] : IconMessages;
  const color = isKnown(channel) ? `var(--b-channel-${channel})` : 'var(--b-muted)';
  return (
    <span className={styles.circle} style={{ color }} title={channelName(channel, t)}>
      <Icon size={size} aria-hidden />
    </span>
  );
}
