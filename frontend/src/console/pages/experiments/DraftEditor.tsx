import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { showToast } from '@/lib/toast';
import { Field } from '../../components/Field';
import { Panel } from '../../components/Page';
import { textOf } from '../../lib/forms';
import { messageOf } from '../../lib/messages';
import type { Experiment } from '../../lib/types';
import { ArmFields } from './ArmFields';
import { useSaveDraft } from './experiments';
import { armsOf, idOf } from './settingsText';

const maxArms = 5;
const letters = 'bcde';

/** DraftEditor edits a draft, or makes one. */
export function DraftEditor({ draft }: { draft?: Experiment }) {
  const [arms, setArms] = useState(draft?.arms.length ?? 2);
  const save = useSaveDraft(!draft);
  const navigate = useNavigate();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = textOf(form, 'name').trim();
    const next = { id: draft?.id ?? idOf(name), name, arms: armsOf(form, arms), ramp: Number(textOf(form, 'ramp')) / 100 };
    save.mutate(next, {
      onSuccess: ({ id }) => {
        showToast('Draft saved');
        void navigate(`/experiments/${encodeURIComponent(id)}`);
      },
    });
  };
  return (
    <Panel title="Draft">
      <form onSubmit={submit} className="flex flex-col gap-5">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" name="name" defaultValue={draft?.name} maxLength={100} pattern=".*[A-Za-z0-9].*" required />
          <Field
            label="Share of shoppers (percent)"
            name="ramp"
            type="number"
            min={0}
            max={100}
            defaultValue={(draft?.ramp ?? 1) * 100}
            required
          />
        </div>
        {Array.from({ length: arms }, (_, i) => (
          <ArmFields
            key={i}
            number={i}
            arm={draft?.arms[i] ?? { id: i === 0 ? 'control' : letters[i - 1]!, weight: 1, settings: {} }}
          />
        ))}
        {save.isError && (
          <p role="alert" className="text-sm font-semibold text-rose">
            {messageOf(save.error)}
          </p>
        )}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="ember" disabled={save.isPending}>
            Save the draft
          </Button>
          {arms < maxArms && <Button onClick={() => setArms(arms + 1)}>Add an arm</Button>}
          {arms > 2 && <Button onClick={() => setArms(arms - 1)}>Remove the last arm</Button>}
        </div>
      </form>
    </Panel>
  );
}
