-- Who may come in, how readers sort their documents, and a second wall between workspaces.

-- A key is kept as the SHA-256 of its secret, which has 256 random bits: nothing slower is needed.
create table api_key (
  id            uuid primary key,
  workspace_id  uuid not null references workspace on delete cascade,
  name          text not null check (length(name) between 1 and 100),
  role          text not null check (role in ('reader', 'editor', 'admin')),
  secret_sha256 text not null unique check (secret_sha256 ~ '^[0-9a-f]{64}$'),
  hint          text not null, -- the last characters of the secret, for people to tell keys apart
  created_at    timestamptz not null,
  expires_at    timestamptz,
  last_used_at  timestamptz
);

create index api_key_workspace on api_key (workspace_id, id);

-- A browser that signed in acts in the name of a key, and goes with it.
create table session (
  secret_sha256 text primary key check (secret_sha256 ~ '^[0-9a-f]{64}$'),
  key_id        uuid not null references api_key on delete cascade,
  created_at    timestamptz not null,
  expires_at    timestamptz not null
);

create index session_key on session (key_id);

alter table document add column tags text[] not null default '{}' check (cardinality(tags) <= 20);

-- The orders in which readers list documents: lectern.library.Query.Sort.
create index document_received_at on document (workspace_id, received_at, id);
create index document_name on document (workspace_id, lower(name), id);
create index document_size_bytes on document (workspace_id, size_bytes, id);

-- Whether an original is used by anybody, before it is deleted.
create index document_sha256 on document (sha256);

-- Lists tell of each document how many pages nothing could read: hardly ever any.
create index page_unread on page (document_id) where origin = 'PICTURE';

create table collection (
  id           uuid primary key,
  workspace_id uuid not null references workspace on delete cascade,
  name         text not null check (length(name) between 1 and 100),
  created_at   timestamptz not null,
  unique (workspace_id, name)
);

create table collection_document (
  collection_id uuid not null references collection on delete cascade,
  document_id   uuid not null references document on delete cascade,
  primary key (collection_id, document_id)
);

create index collection_document_document on collection_document (document_id);

-- Documents that are deleted but may still lie in the index and among the originals.
create table removal (
  document_id uuid primary key,
  sha256      text not null
);

-- Row-level security. A connection says for whom it works: lectern.workspace is a workspace's id, or
-- `all` for the pipeline and the operator. Said nothing, it sees nothing. Forced, because the owner of
-- the tables is who connects; a superuser is put into a role that is none (lectern.store.TenantRole).
-- Every table has it: a test looks for one that has not.
create function works_for(workspace uuid) returns boolean language sql stable
  return coalesce(current_setting('lectern.workspace', true), '') in ('all', workspace::text);

create function works_for_all() returns boolean language sql stable
  return coalesce(current_setting('lectern.workspace', true), '') = 'all';

alter table workspace enable row level security;
alter table workspace force row level security;
create policy its_own on workspace using (works_for(id));

alter table document enable row level security;
alter table document force row level security;
create policy its_own on document using (works_for(workspace_id));

alter table api_key enable row level security;
alter table api_key force row level security;
create policy its_own on api_key using (works_for(workspace_id));

alter table collection enable row level security;
alter table collection force row level security;
create policy its_own on collection using (works_for(workspace_id));

-- What hangs on a document, or a key, belongs to whom that belongs to.
alter table job enable row level security;
alter table job force row level security;
create policy its_own on job
  using (works_for_all() or exists (select from document d where d.id = document_id));

alter table stage_time enable row level security;
alter table stage_time force row level security;
create policy its_own on stage_time
  using (works_for_all() or exists (select from document d where d.id = document_id));

alter table page enable row level security;
alter table page force row level security;
create policy its_own on page
  using (works_for_all() or exists (select from document d where d.id = document_id));

alter table chunk enable row level security;
alter table chunk force row level security;
create policy its_own on chunk
  using (works_for_all() or exists (select from document d where d.id = document_id));

alter table collection_document enable row level security;
alter table collection_document force row level security;
create policy its_own on collection_document
  using (works_for_all() or (exists (select from document d where d.id = document_id)
    and exists (select from collection c where c.id = collection_id)));

alter table session enable row level security;
alter table session force row level security;
create policy its_own on session
  using (works_for_all() or exists (select from api_key k where k.id = key_id));

-- What belongs to nobody is nobody's business but the pipeline's and the operator's.
alter table removal enable row level security;
alter table removal force row level security;
create policy no_tenants on removal using (works_for_all());

alter table vector enable row level security;
alter table vector force row level security;
create policy no_tenants on vector using (works_for_all());

alter table library enable row level security;
alter table library force row level security;
create policy no_tenants on library using (works_for_all());
