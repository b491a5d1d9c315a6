import { TextInput } from '@mantine/core';
import { serverUrl } from '../../../shared/address';
import { CopyText } from '../form/CopyText';
import { Card } from '../form/Page';
import { useWords } from '../words';
import type { Fault, PartProps } from './model';
import { OriginsField } from './OriginsField';
import { policy, snippet } from './snippet';

interface Props extends PartProps {
  readonly inboxKey: string;
  readonly faults: ReadonlySet<Fault>;
}

/** On which sites the widget stands, and what is pasted there. */
export function SiteCard({ values, set, refused, inboxKey, faults }: Props) {
  const { t } = useWords();
  const { rules } = values;
  return (
    <Card id="site" title={t('inboxes.part.site')}>
      <CopyText label={t('inboxes.snippet')} text={snippet(serverUrl, inboxKey)} />
      <CopyText label={t('inboxes.policy')} text={policy(serverUrl)} />
      <OriginsField
        value={values.origins}
        error={refused('origins')}
        onValue={(origins) => set({ origins })}
      />
      <TextInput
        type="url"
        label={t('inboxes.page')}
        description={t('inboxes.pageHint')}
        placeholder="https://www.example.org/help"
        maxLength={500}
        value={rules.page_url}
        error={faults.has('page') && t('inboxes.pageWrong')}
        onChange={(event) => set({ rules: { ...rules, page_url: event.currentTarget.value.trim() } })}
      />
    </Card>
  );
}
