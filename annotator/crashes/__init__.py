"""What is kept of a bug: a report on this computer that can hold nothing a person wrote, read or named.

    places     where in the program something happened, never where on the disk
    sayable    which messages of exceptions may be repeated
    telling    an exception with all that led to it, in lines
    report     the lines with what the program ran on, as a text and back
    shelf      the folder that they lie in, the newest twenty
    keeping    the one door: keeps an exception, counts what happens again
    fatal      crashes of native code, which the next start finds
    hooks      threads, and what Python itself cannot raise

Nothing here knows Qt, a project or the catalogue: reports are in English, for those who mend the program.
"""
