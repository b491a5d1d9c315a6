import type { SectionProps } from '../sections';
import { useWords } from '../words';

export function InboxesPage({ item }: SectionProps) {
  const { t } = useWords();
  return <h2 id="settings-title">{item ?? t('inboxes.title')}</h2>;
}
