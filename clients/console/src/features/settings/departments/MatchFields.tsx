import { ActionIcon, MultiSelect, NativeSelect, TagsInput } from '@mantine/core';
import { IconTrash } from '../../../shared/icons';
import { worded } from '../../handling/targets';
import { AddLine } from '../form/AddLine';
import '../form/mantine.css';
import { useInboxes } from '../inboxes/useInboxes';
import { useWords } from '../words';
import styles from './Departments.module.css';
import lines from './Lanes.module.css';
import type { FullMatch, FullTopic } from './model';

interface Props {
  readonly match: FullMatch;
  readonly topics: readonly FullTopic[];
  readonly onMatch: (match: FullMatch) => void;
}

const VERIFIED = { any: null, yes: true, no: false } as const;
type Verified = keyof typeof VERIFIED;

/** Which conversations go into a lane. */
export function MatchFields({ match, topics, onMatch }: Props) {
  const { t, language } = useWords();
  const { data: inboxes = [] } = useInboxes();
  const change = (changed: Partial<FullMatch>) => onMatch({ ...match, ...changed });
  const name = (topic: FullTopic) => worded(topic.names, language) || topic.id;
  const choices = topics.flatMap((topic) => [
    { value: topic.id, label: name(topic) },
    ...topic.topics.map((below) => ({ value: below.id, label: `${name(topic)} / ${name(below)}` })),
  ]);
  return (
    <fieldset className={styles.block}>
      <legend>{t('lanes.match')}</legend>
      <p className={styles.hint}>{t('lanes.match.hint')}</p>
      <MultiSelect
        label={t('lanes.topics')}
        placeholder={match.topics.length === 0 ? t('lanes.any') : ''}
        searchable
        data={choices}
        value={[...match.topics]}
        onChange={(chosen) => change({ topics: chosen })}
      />
      <MultiSelect
        label={t('lanes.inboxes')}
        placeholder={match.inboxes.length === 0 ? t('lanes.any') : ''}
        searchable
        data={inboxes.map((inbox) => ({ value: inbox.key, label: inbox.name }))}
        value={[...match.inboxes]}
        onChange={(chosen) => change({ inboxes: chosen })}
      />
      <NativeSelect
        label={t('lanes.verified')}
        className={styles.narrow ?? ''}
        data={(Object.keys(VERIFIED) as Verified[]).map((each) => ({
          value: each,
          label: t(`lanes.verified.${each}`),
        }))}
        value={match.verified === null ? 'any' : match.verified ? 'yes' : 'no'}
        onChange={(event) => change({ verified: VERIFIED[event.currentTarget.value as Verified] })}
      />
      <Attributes fields={match.fields} onFields={(fields) => change({ fields })} />
    </fieldset>
  );
}

type Fields = FullMatch['fields'];

/** What is known of the person: a tariff, a district; any of the values will do. */
function Attributes({ fields, onFields }: { fields: Fields; onFields: (fields: Fields) => void }) {
  const { t } = useWords();
  const without = (name: string) =>
    Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name));
  return (
    <fieldset className={styles.block}>
      <legend>{t('lanes.fields')}</legend>
      <p className={styles.hint}>{t('lanes.fields.hint')}</p>
      {Object.entries(fields).map(([name, values]) => (
        <div key={name} className={lines.attribute}>
          <TagsInput
            label={name}
            placeholder={t('lanes.fields.value')}
            value={[...values]}
            error={values.length === 0 && t('lanes.fields.none')}
            onChange={(changed) => onFields({ ...fields, [name]: changed })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('form.remove', { name })}
            onClick={() => onFields(without(name))}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <AddLine
        label={t('lanes.fields.name')}
        button={t('lanes.fields.add')}
        onAdd={(name) => name in fields || onFields({ ...fields, [name]: [] })}
      />
    </fieldset>
  );
}
