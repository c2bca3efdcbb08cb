"""Slow or harmless, beyond the measured cases: what the scratch server saw a form do, and what lint says of it.

A form is slow if it rewrites a table, or scans an old one while others may not write it; then, and only then, a rule
about locks or rewrites has a warning or an error.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from test_lint_facts import CASES, blocking, is_slow, load, summed

from schemactl.config import LintConfig
from schemactl.lint.check import check, table_of
from schemactl.lint.live import open_live
from schemactl.lint.policy import active_rules
from schemactl.lint.rules import RULES
from schemactl.lint.runners import Runner
from schemactl.lint.schema import Schema
from schemactl.lint.script import Mode, read_script
from schemactl.lint.trace.model import Trial

if TYPE_CHECKING:
    from schemactl.server import ScratchServer

pytestmark = pytest.mark.skipif(not CASES, reason="no ../shared/lint-corpus here")

FORMS = """\
create index ii on t(a)
create unique index ii on t(id)
create index if not exists t_b_idx on t(b)
create index ii on only pt(v)
drop index t_b_idx, t_txt_idx
reindex index t_b_idx
alter index t_b_idx rename to zz
alter index t_expr_idx alter column 1 set statistics 50
alter table t rename to t9
alter table t rename column b to b9
create schema s9; alter table t set schema s9
alter table t owner to r1
alter table nt replica identity full
alter table t enable row level security
alter table t disable row level security
alter policy pol on rlst using (false)
create rule rr as on insert to nt do also nothing
alter table t cluster on t_b_idx
alter table t set (parallel_workers=2)
alter table t reset (fillfactor)
alter table t set without cluster
alter table ul set unlogged
alter table nt set unlogged
cluster nt using nt_pkey
create trigger tt after insert on t for each row execute function trf()
create or replace trigger trg before insert on t for each row execute function trf()
alter table t disable trigger trg
alter table t enable trigger trg
drop trigger trg on t
create view v9 as select * from t
create or replace view vw as select id, a from t
drop view vw
refresh materialized view mv
refresh materialized view mv with no data
drop materialized view mv
alter materialized view mv rename to mm
comment on index t_b_idx is 'x'
create publication pp for table t
analyze
create or replace function trf() returns trigger language plpgsql as 'begin return old; end'
alter schema public rename to pp
update nt set a=1 where id=3
delete from nt where id=3
insert into nt values (9999)
select * from nt for share
lock table nt
lock table nt in share mode
lock table nt in access share mode
lock table nt in exclusive mode
alter table t alter column a drop not null
alter table t alter b drop default
alter table t alter txt set compression pglz
alter table t alter b set (n_distinct=5)
alter table t alter a set not null
alter table nt alter plain set not null
alter table nt add constraint c check (plain is not null and plain > 0);alter table nt alter plain set not null
alter table t add column z int generated always as (a+1) stored
alter table t add column z int generated always as (a+1) virtual
alter table t add column z int generated always as (a+1) virtual not null
alter table t add column z serial
alter table t add column z posint
alter table t add column z plainint
alter table t add column z uuid default gen_random_uuid()
alter table t add column z int default volpl()
alter table t add column z int not null default 5
alter table t add column if not exists b int
alter table t add column z bigint references parent(id)
alter table t add column z bigint default 1 references parent(id)
alter table t alter a add generated always as identity
alter table t add column z timestamptz default current_timestamp
alter table t add column z text default 'x' not null
alter table t alter vc type varchar(60)
alter table t alter n type numeric(12,2)
alter table t alter vc type text
alter table t alter ip type inet
alter table t alter i4 type oid
alter table t alter o type int
alter table t alter d type int
alter table t alter i4 type posint
alter table t alter pi type int
alter table t alter f4 type double precision
alter table t alter u type text
alter table t alter dt type timestamp
alter table t alter tstz type timestamp
alter table t alter ts type timestamptz
alter table t alter ts type timestamp(0)
alter table t alter arr type bigint[]
alter table t alter vcn type varchar(300)
alter table t alter vb type varbit(12)
alter table t alter i4 type int
alter table t alter tx3 type varchar
alter table t alter tx2 type text collate "C"
alter table t alter by type text using encode(by,'hex')
alter table fkdone alter pid type int
alter table fkchild add foreign key (pid) references parent
alter table fkchild add constraint q foreign key (pid) references parent not valid
alter table fkdone drop constraint fkdone_fk
alter table fkdone alter constraint fkdone_fk deferrable
alter table fkdone rename constraint fkdone_fk to qq
alter table pt add constraint q check (k>=0)
alter table pt add check (k>=0) not valid
alter table t add constraint q unique using index t_pid_uq
alter table nt add constraint q exclude (a with =)
alter table t add constraint q check (a>0) not valid, validate constraint q
alter table t drop constraint t_pkey
alter table parent drop constraint parent_pkey cascade
alter table t drop column vc
alter domain posint add check (value < 9999)
alter domain posint add constraint q check (value < 9999) not valid
alter domain posint set default 3
alter domain posint drop not null
alter domain plainint set not null
alter type mood add value 'x'
alter type mood rename value 'ok' to 'okk'
create type zz as (a int)
alter type comp add attribute y int cascade
drop type comp cascade
drop domain plainint cascade
create table pt3 partition of pt for values from (3000) to (4000)
create table pt3 partition of pt default
alter table pt detach partition pt1
alter table ptd detach partition ptd1
alter table pt attach partition newp for values from (5000) to (6000)
drop table ptd_def
alter table pt add column z int default 3
alter table pt add column z int not null default 4
alter table pt drop column v
alter table pt1 set (fillfactor=80)
alter table inhc inherit inhfree
alter table t inherit inhfree
drop table inhc
create table cc() inherits (inhp)
create table nn (like t)
create table nn as select 1 as a
select * into nn from other
create temp table tt as select * from t
alter sequence sq increment 5
drop sequence sq
create sequence s8
grant insert on nt to r1
revoke all on nt from r1
alter default privileges grant select on tables to r1
alter table nt add column q text; alter table nt add column r text; create index on nt (q)
create table a1 (id int primary key, b int); create index on a1 (id); alter table a1 alter b type text; drop table a1
set lock_timeout='1s'; alter table t add column z int
do $$ begin null; end $$
select 1
explain select * from t
create or replace view vw as select id, a from t; drop view vw
drop function if exists nosuch()
drop index if exists nosuch
drop table if exists nosuch
alter table if exists nosuch add column x int not null
notify x
discard plans
""".splitlines()
SINCE = {"virtual": 18, "set access method": 15}
KNOWN: dict[int, Schema] = {}


@pytest.mark.parametrize("part", range(8))
def test_what_was_seen_to_be_slow_is_found_and_nothing_else(scratch: ScratchServer, major: int, part: int) -> None:
    """An eighth of the forms."""
    forms = [one for one in FORMS[part::8] if all(major >= since for word, since in SINCE.items() if word in one)]
    wrong = [one for one in (judged(scratch, form) for form in forms) if one]
    assert len(forms) > 10
    assert not wrong, "\n".join(wrong)


def judged(scratch: ScratchServer, form: str) -> str:
    """What is wrong with what is said of a form."""
    mode = Mode.EACH if form.startswith("cluster") else Mode.FILE
    setup, script = read_script("0.sql", load(CASES[0])["setup"], Mode.EACH), read_script("1.sql", f"{form};", mode)
    with open_live(scratch, [setup]) as live:
        if scratch.major not in KNOWN:
            KNOWN[scratch.major] = live.schema()
        traces = live.run(script, is_partial=False)
    failures = [one.error for one in traces.values() if one.error]
    if failures:
        return f"{form}: {failures}"
    rules = table_of(active_rules(RULES, LintConfig(), {}))
    schema, runner = copy.deepcopy(KNOWN[scratch.major]), Runner("facts", mode)
    found = check(script, schema, rules, runner=runner, version=scratch.version, trial=Trial(traces))
    said = blocking(tuple(found.findings))
    slow = is_slow(summed([one for _, one in sorted(traces.items())]))
    return f"{form}: slow {slow}, but {said}" if slow != bool(said) else ""
