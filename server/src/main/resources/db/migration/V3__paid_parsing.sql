-- Who read which page, and what was paid for reading.

-- `local`, or a provider with its tier: `llamaparse/agentic`.
alter table page add column parsed_by text not null default 'local';

-- Who reads the document, and why that is not the first choice; both are known once it is begun.
alter table document add column parsed_by text;
alter table document add column parse_fallback text;
update document set parsed_by = 'local' where format is not null;

-- Jobs at a paid parser. One is written down before it is asked for, so that whatever happens to the reply, or to
-- us, it is found again and not paid twice. Not bound to its document: it is ended after that is deleted.
create table paid_parse (
  intent       uuid primary key, -- tells the job apart at the provider
  document_id  uuid not null,
  workspace_id uuid not null,
  sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  provider     text not null,
  tier         text not null,
  recipe       text not null, -- tier, version and options: what decides the result beside the bytes
  job_id       text, -- the provider's name for it, as soon as that is known
  created_at   timestamptz not null,
  ended        text check (ended in ('completed', 'failed', 'lost'))
);

create index paid_parse_sha256 on paid_parse (sha256);

-- What was paid for, by what it was made of; it goes with the last document that has these bytes.
create table parse_result (
  sha256   text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  recipe   text not null,
  number   integer not null check (number >= 1),
  markdown text, -- null for a page that the provider failed to read
  primary key (sha256, recipe, number)
);

alter table paid_parse enable row level security;
alter table paid_parse force row level security;
create policy no_tenants on paid_parse using (works_for_all());

alter table parse_result enable row level security;
alter table parse_result force row level security;
create policy no_tenants on parse_result using (works_for_all());
