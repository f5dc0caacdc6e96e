import { useState, type FormEvent } from 'react';
import { Button } from '@/components/Button';
import { showToast } from '@/lib/toast';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Field } from '../../components/Field';
import { Panel } from '../../components/Page';
import { textOf } from '../../lib/forms';
import { messageOf } from '../../lib/messages';
import type { Experiment } from '../../lib/types';
import { useRamp, useStart, useStop } from './experiments';

/** Controls start, ramp and stop an experiment. */
export function Controls({ experiment: { id, ramp, state } }: { experiment: Experiment }) {
  const [asking, setAsking] = useState(false);
  const [start, stop, change] = [useStart(), useStop(), useRamp()];
  const draft = state === 'draft';
  const action = draft ? start : stop;
  const confirm = () =>
    action.mutate(id, {
      onSuccess: () => {
        showToast(draft ? 'The experiment runs' : 'The experiment is stopped');
        setAsking(false);
      },
    });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const share = Number(textOf(new FormData(event.currentTarget), 'ramp')) / 100;
    change.mutate({ id, ramp: share }, { onSuccess: () => showToast('Share of shoppers changed') });
  };
  return (
    <Panel
      title="Control"
      actions={
        <Button look={draft ? 'ember' : 'danger'} onClick={() => setAsking(true)}>
          {draft ? 'Start' : 'Stop'}
        </Button>
      }
    >
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field
          label="Share of shoppers (percent)"
          name="ramp"
          type="number"
          min={0}
          max={100}
          defaultValue={ramp * 100}
          required
        />
        <Button type="submit" disabled={change.isPending}>
          Change the share
        </Button>
      </form>
      {change.isError && (
        <p role="alert" className="text-sm font-semibold text-rose">
          {messageOf(change.error)}
        </p>
      )}
      {asking && (
        <ConfirmDialog
          title={draft ? 'Start the experiment?' : 'Stop the experiment?'}
          action={draft ? 'Start the experiment' : 'Stop the experiment'}
          busy={action.isPending}
          error={action.error}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        >
          <p>
            {draft
              ? 'Shoppers get the settings of their arms. The arms can no longer be changed.'
              : 'All shoppers get the shop’s own settings again. A stopped experiment cannot start again.'}
          </p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
