import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { showToast } from '@/lib/toast';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { DataTable, type Column } from '../../components/DataTable';
import { Loaded } from '../../components/Loaded';
import { Page, Panel } from '../../components/Page';
import { read, write } from '../../lib/api';
import { useMay } from '../../lib/member';
import type { Indexes, IndexVersion } from '../../lib/types';
import { statusOptions } from '../../lib/figures';
import { versionColumns } from './columns';
import { CurrentIndex } from './CurrentIndex';

const indexesOptions = queryOptions({
  queryKey: ['indexes'],
  queryFn: ({ signal }) => read<Indexes>('indexes', { signal }),
});

/** IndexPage lists the versions of the index. An owner can go back to an older one. */
export function IndexPage() {
  const indexes = useQuery(indexesOptions);
  const status = useQuery(statusOptions);
  const owner = useMay('owner');
  const [asked, setAsked] = useState<string>();
  const actions: Column<IndexVersion> = {
    name: 'Action',
    value: () => undefined,
    show: ({ version }) =>
      version === indexes.data?.current ? (
        <strong className="font-semibold">In use</strong>
      ) : (
        <Button look="outline" size="sm" onClick={() => setAsked(version)} aria-label={`Use version ${version}`}>
          Use this version
        </Button>
      ),
  };
  const inUse: Column<IndexVersion> = {
    name: 'In use',
    value: ({ version }) => (version === indexes.data?.current ? 'Yes' : 'No'),
  };
  return (
    <Page title="Index" intro="The index answers searches and chooses cards. A build makes a new version of it.">
      <Panel title="Now">
        <div className="min-h-48 md:min-h-28">
          <Loaded query={status} subject="the state of the index" lines={2}>
            {(now) => <CurrentIndex status={now} />}
          </Loaded>
        </div>
      </Panel>
      <Panel title="Versions">
        <Loaded query={indexes} subject="the versions">
          {({ versions, held }) => (
            <div className="flex flex-col gap-4">
              {held && (
                <p className="font-semibold">
                  An older version is in use. The shop builds no new index until the newest version is in use again.
                </p>
              )}
              <DataTable
                caption="Versions of the index"
                file="index-versions"
                rows={versions}
                keyOf={(v) => v.version}
                columns={[...versionColumns, owner ? actions : inUse]}
                empty="No index has been built yet."
              />
            </div>
          )}
        </Loaded>
      </Panel>
      {asked !== undefined && <UseVersion version={asked} onClose={() => setAsked(undefined)} />}
    </Page>
  );
}

function UseVersion({ version, onClose }: { version: string; onClose: () => void }) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => write<{ current: string }>('POST', 'indexes/current', { version }),
    onSuccess: async () => {
      showToast(`The shop changes to version ${version}.`);
      onClose();
      await Promise.all([indexesOptions, statusOptions].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
    },
  });
  return (
    <ConfirmDialog
      title="Use another version?"
      action="Use this version"
      busy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <p>
        All shoppers get search results and cards from version <strong className="[overflow-wrap:anywhere]">{version}</strong>.
        Changes of products still apply. While an older version is in use, the shop builds no new index.
      </p>
    </ConfirmDialog>
  );
}
