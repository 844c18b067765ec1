-- Everything that must not be lost, but for the originals' bytes, which lie beside it by their hash.
-- The search index is a copy of page, chunk and vector and can be rebuilt from them.

-- Which database this is: a search index copied from another one must not be taken for ours.
create table library (
  id uuid primary key
);

insert into library values (gen_random_uuid());

create table workspace (
  id   uuid primary key,
  name text not null unique
);

-- The workspace of the command line: lectern.document.WorkspaceId.LOCAL.
insert into workspace values ('00000000-0000-7000-8000-000000000001', 'local');

create table document (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name         text not null check (name <> ''),
  size_bytes   bigint not null check (size_bytes >= 0),
  format       text,    -- known once the file is opened
  page_count   integer, -- known once all pages are read
  received_at  timestamptz not null,
  -- The same bytes in the same workspace are the same document.
  unique (workspace_id, sha256)
);

-- Where a document is on its way. The states are lectern.document.JobState, the same words everywhere.
create table job (
  document_id     uuid primary key references document on delete cascade,
  state           text not null check (state in (
                    'received', 'parsing', 'parsed', 'chunked', 'embedding', 'indexing', 'ready',
                    'waiting', 'failed', 'cancelled')),
  changed_at      timestamptz not null,
  -- only while waiting
  wait_reason     text,
  wait_until      timestamptz,
  resume_state    text,
  -- only when failed
  failed_stage    text,
  failure_reason  text,
  failure_message text,
  check ((state = 'waiting') = (wait_reason is not null and wait_until is not null and resume_state is not null)),
  check ((state = 'failed') = (failed_stage is not null and failure_reason is not null and failure_message is not null))
);

create index job_unfinished on job (document_id) where state not in ('ready', 'failed', 'cancelled');

create table stage_time (
  document_id uuid not null references document on delete cascade,
  stage       text not null check (stage in ('parse', 'chunk', 'embed', 'index')),
  millis      bigint not null check (millis >= 0),
  primary key (document_id, stage)
);

create table page (
  document_id uuid not null references document on delete cascade,
  number      integer not null check (number >= 1),
  markdown    text not null,
  words       bytea not null, -- see lectern.store.WordBoxCodec
  origin      text not null check (origin in ('TEXT', 'OCR', 'PICTURE')),
  primary key (document_id, number)
);

create table chunk (
  document_id  uuid not null,
  ordinal      integer not null check (ordinal >= 0),
  page         integer not null,
  range_start  integer not null check (range_start >= 0), -- UTF-16 units of page.markdown
  range_end    integer not null check (range_end > range_start),
  headings     text[] not null,
  table_header text not null,
  primary key (document_id, ordinal),
  foreign key (document_id, page) references page on delete cascade
);

-- The vectors of chunks, by what was embedded and by which model: the same chunk is never computed twice.
create table vector (
  text_sha256 text not null check (text_sha256 ~ '^[0-9a-f]{64}$'),
  model       text not null,
  value       bytea not null, -- 32-bit floats, big-endian
  primary key (text_sha256, model)
);
