import { Notice } from '@/components/Notice';
import { Page } from '../../components/Page';
import { useMay } from '../../lib/member';
import { DraftEditor } from './DraftEditor';

/** NewExperimentPage makes a draft of an experiment. */
export function NewExperimentPage() {
  const editor = useMay('editor');
  return (
    <Page title="New experiment" intro="A draft changes nothing for shoppers until it starts.">
      {editor ? (
        <DraftEditor />
      ) : (
        <Notice icon="hidden" title="Only editors and owners make experiments">
          Ask an owner of the shop.
        </Notice>
      )}
    </Page>
  );
}
