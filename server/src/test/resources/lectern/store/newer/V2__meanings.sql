alter table words add column meaning text;
