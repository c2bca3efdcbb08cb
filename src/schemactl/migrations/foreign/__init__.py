"""Migrations of other tools: what their files and their books say, and how both become schemactl's.

Comes in: a tool's name, its folder, perhaps a database. Goes out: migrations that were seen to run; a history.

`model` has the words, a file for each tool reads its files and rows, `text` cuts files, `naming` knows how they are
laid out, `own_table` what is the tool's own; all of these are pure.
`tools` lists the tools, `convert` reads a folder, `offline` runs Alembic, `replay` proves, `books` reads the other
tool's table, `takeover` writes.
"""
