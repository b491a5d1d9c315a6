import type { SectionProps } from '../sections';
import { useWords } from '../words';

export function HistoryPage({ item }: SectionProps) {
  const { t } = useWords();
  return <h2 id="settings-title">{item ?? t('history.title')}</h2>;
}
