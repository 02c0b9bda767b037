"""The project file: the only SQL.

header       what the first bytes of a file say it is
location     what speaks against a place before SQLite sees it: rights, network shares
open_files   what this process has open, and so must not read by itself
connection   plain sqlite3, transactions, and SQLite's errors turned into sentences
migrations   the tables, step by step (the only user of sqlite_utils)
file         Project: create, open, close
documents annotations suggestions changes    what a project holds, a class each
index search the words of all texts, and what finds them
edits        writes the edits of a change
journal      edits as JSON, and turned round
check        proves that a file holds together
"""
