import type { AttachmentRules, FileGroup } from '@besedka/protocol';
import { Checkbox, Switch } from '@mantine/core';
import { NumberField } from '../form/NumberField';
import { Card } from '../form/Page';
import page from '../form/Page.module.css';
import { useWords } from '../words';
import type { PartProps } from './model';

const MIB = 1024 * 1024;
const TYPES: readonly FileGroup[] = ['image', 'audio', 'video', 'pdf', 'text', 'office', 'archive'];

/** Whether files may be sent here, which, and how large. */
export function FilesCard({ values, set }: Pick<PartProps, 'values' | 'set'>) {
  const { t } = useWords();
  const { rules } = values;
  const { attachments } = rules;
  const allow = (changed: Partial<AttachmentRules>) =>
    set({ rules: { ...rules, attachments: { ...attachments, ...changed } } });
  return (
    <Card id="files" title={t('inboxes.part.files')}>
      <Switch
        label={t('inboxes.files')}
        description={t('inboxes.filesHint')}
        checked={attachments.enabled}
        onChange={(event) => allow({ enabled: event.currentTarget.checked })}
      />
      {attachments.enabled && (
        <>
          <NumberField
            label={t('inboxes.fileSize')}
            description={t('inboxes.fileSizeHint')}
            min={1}
            max={2048}
            maw={280}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={Math.round(attachments.max_bytes / MIB)}
            onValue={(mebibytes) => allow({ max_bytes: mebibytes * MIB })}
          />
          <TypesField value={attachments.types} onValue={(types) => allow({ types })} />
          <Switch
            label={t('inboxes.voice')}
            checked={attachments.voice}
            onChange={(event) => allow({ voice: event.currentTarget.checked })}
          />
        </>
      )}
    </Card>
  );
}

interface TypesProps {
  readonly value: AttachmentRules['types'];
  readonly onValue: (types: AttachmentRules['types']) => void;
}

function TypesField({ value, onValue }: TypesProps) {
  const { t } = useWords();
  const isAny = value === 'any';
  return (
    <>
      <Switch
        label={t('inboxes.anyType')}
        description={t('inboxes.anyTypeHint')}
        checked={isAny}
        onChange={(event) => onValue(event.currentTarget.checked ? 'any' : [...TYPES])}
      />
      {!isAny && (
        <Checkbox.Group
          label={t('inboxes.types')}
          value={[...value]}
          onChange={(types) => onValue(types as FileGroup[])}
        >
          <div className={page.choices}>
            {TYPES.map((each) => (
              <Checkbox key={each} value={each} label={t(`inboxes.type.${each}`)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  );
}
